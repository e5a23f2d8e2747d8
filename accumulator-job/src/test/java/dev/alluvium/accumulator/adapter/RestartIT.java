package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.contracts.control.ControlCommand.Cut;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.settings.TriggerConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job after a change of its parallelism, and through an outage of the object store. */
class RestartIT {
    private static final TriggerConfig ON_COMMAND = TriggerConfig.of(1000, null, 60);

    @Test
    void shouldGoOnWithAnotherParallelismAndThroughAStoreThatIsAwayOrFull(@TempDir Path directory) throws Exception {
        Set<RawPosition> sent = new TreeSet<>();
        try (Pipeline pipeline = new Pipeline(directory);
                Gateway gateway = new Gateway(pipeline.storeEndpoint())) {
            try (EmbeddedFlink flink = pipeline.start(ON_COMMAND, 1)) {
                send(pipeline, sent, 0, 20);
                Pipeline.await(flink, view -> pending(view) == 20);
            }

            try (EmbeddedFlink flink = pipeline.start(ON_COMMAND, 2, gateway.endpoint())) {
                Pipeline.await(flink, view -> view.running() && pending(view) == 20);
                gateway.away();
                send(pipeline, sent, 20, 40);
                Pipeline.await(flink, view -> gateway.refused() >= 3 && !view.running());
                gateway.back();
                pipeline.send(new Cut(Pipeline.MODEL, "after", Instant.EPOCH));
                Pipeline.await(flink, view -> answer(view).equals("r000001") && pending(view) == 0);
            }

            assertThat(pipeline.manifests().stream()
                            .flatMap(manifest -> manifest.records().stream())
                            .map(RoundRecord::position))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(sent);
            assertThat(pipeline.uncommitted(pipeline.manifests())).isEmpty();
        }
    }

    private static void send(Pipeline pipeline, Set<RawPosition> sent, int from, int to) {
        for (int i = from; i < to; i++) {
            sent.add(pipeline.send("fact-" + i, 1, "answer " + i).position());
        }
    }

    private static long pending(JobView view) {
        return status(view).pendingRecords();
    }

    private static String answer(JobView view) {
        return status(view).cuts().getOrDefault("after", "unknown");
    }

    private static ModelStatus status(JobView view) {
        return view.models().getOrDefault(Pipeline.MODEL, ModelStatus.idle(Pipeline.MODEL));
    }
}
