package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.runtime.kafka.SkippedMessages.LeftOut;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a running job as it is seen from outside.
 *
 * @param state Flink's word for it
 * @param running whether every task runs
 * @param failure the last failure's cause, or null
 * @param checkpoint when the last one completed, or null
 * @param models status by model, as of the last heartbeat
 * @param attempt names the start of the job that the counts are of; another one counts anew
 * @param counts what the operators counted since then, by name
 * @param leftOut the last messages that they left out since then, in no order
 */
public record JobView(
        String state,
        boolean running,
        @Nullable String failure,
        @Nullable Instant checkpoint,
        Map<String, ModelStatus> models,
        String attempt,
        Map<String, Long> counts,
        List<LeftOut> leftOut) {
    /** Of a job that was not asked yet. */
    public static final JobView NONE = new JobView("CREATED", false, null, null, Map.of(), "", Map.of(), List.of());

    /** Of a job whose cluster has ended, and the job with it. */
    public static final JobView WITHOUT_CLUSTER =
            new JobView("FAILED", false, "its cluster has ended", null, Map.of(), "", Map.of(), List.of());

    public JobView {
        models = Map.copyOf(models);
        counts = Map.copyOf(counts);
        leftOut = List.copyOf(leftOut);
    }

    /** This view, with what {@code before} knew of models that the job has not told of since it last started. */
    public JobView after(JobView before) {
        Map<String, ModelStatus> known = new HashMap<>(before.models);
        known.putAll(models);
        return new JobView(state, running, failure, checkpoint, known, attempt, counts, leftOut);
    }

    /** Whether it will not run again by itself. */
    public boolean ended() {
        return state.equals("FAILED") || state.equals("CANCELED") || state.equals("FINISHED");
    }
}
