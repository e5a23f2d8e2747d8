package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.kafka.SkippedMessages.LeftOut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;
import org.jspecify.annotations.Nullable;

/** Reads a view of the job off Flink's execution graph and the accumulators in it. */
final class JobViews {
    private JobViews() {}

    static JobView of(AccessExecutionGraph graph) {
        Map<String, ModelStatus> models = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        List<LeftOut> leftOut = new ArrayList<>();
        accumulators(graph).forEach((name, values) -> {
            if (name.equals(RoundOperator.STATUS)) {
                values.forEach((model, json) -> models.put(model, status((String) json)));
            } else if (name.startsWith(JobCounters.PREFIX)) {
                values.forEach((what, count) -> counts.put(what, (Long) count));
            } else if (name.startsWith(SkippedMessageCounts.PREFIX)) {
                values.forEach((slot, message) -> leftOut.add((LeftOut) message));
            }
        });
        return new JobView(
                graph.getState().name(),
                running(graph),
                failure(graph),
                checkpoint(graph),
                models,
                attempt(graph),
                counts,
                leftOut);
    }

    private static String attempt(AccessExecutionGraph graph) {
        int attempts = StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .mapToInt(vertex -> vertex.getCurrentExecutionAttempt().getAttemptNumber())
                .sum();
        return graph.getJobID() + "-" + attempts;
    }

    private static boolean running(AccessExecutionGraph graph) {
        return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    private static @Nullable String failure(AccessExecutionGraph graph) {
        ErrorInfo info = graph.getFailureInfo();
        if (info == null) {
            return null;
        }
        Throwable cause = info.getException().deserializeError(JobViews.class.getClassLoader());
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static @Nullable Instant checkpoint(AccessExecutionGraph graph) {
        CheckpointStatsSnapshot statistics = graph.getCheckpointStatsSnapshot();
        if (statistics == null) {
            return null;
        }
        CompletedCheckpointStats latest = statistics.getHistory().getLatestCompletedCheckpoint();
        return latest == null ? null : Instant.ofEpochMilli(latest.getLatestAckTimestamp());
    }

    private static ModelStatus status(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), ModelStatus.class);
    }

    private static Map<String, Map<String, Object>> accumulators(AccessExecutionGraph graph) {
        Map<String, Map<String, Object>> read = new HashMap<>();
        graph.getAccumulatorsSerialized().forEach((name, value) -> {
            if (value(value) instanceof Map<?, ?> map) {
                Map<String, Object> entries = new HashMap<>();
                map.forEach((key, entry) -> entries.put((String) key, entry));
                read.put(name, entries);
            }
        });
        return read;
    }

    private static Object value(SerializedValue<OptionalFailure<Object>> value) {
        try {
            return value.deserializeValue(JobViews.class.getClassLoader()).getUnchecked();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
