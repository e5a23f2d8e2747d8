package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.contracts.control.ControlCommand.Cut;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.settings.TriggerConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Savepoints of Flink, each read with another parallelism. Those that earlier versions wrote are kept under {@code
 * src/test/resources/state} and are read for ever, under the clock of their day; {@code -Dalluvium.keep=NAME} keeps one of
 * this version, which is done when the job's operators or the format of their state change.
 */
class SavepointIT {
    private static final TriggerConfig ON_COMMAND = TriggerConfig.of(1000, null, 60);
    private static final KeptSavepoint KEPT = KeptSavepoint.named("savepoint-v2");
    /** Written by a machine whose clock was a hundred years ahead. */
    private static final KeptSavepoint AHEAD = KeptSavepoint.named("savepoint-v2-ahead");

    private static final List<String> FACTS = List.of("a", "b", "c", "d", "e");

    @TempDir
    Path directory;

    @Test
    void shouldGoOnFromASavepointWithAnotherParallelism() throws Exception {
        // Given
        try (Pipeline pipeline = new Pipeline(directory)) {
            Path savepoint;
            try (EmbeddedFlink flink = pipeline.start(ON_COMMAND, 2)) {
                live(pipeline, flink);

                // When
                savepoint = flink.savepoint();
            }
            if (KeptSavepoint.asked().isPresent()) {
                KeptSavepoint.asked().get().keep(savepoint, pipeline);
            }
            pipeline.keepOnly(savepoint);

            // Then
            assertItGoesOn(pipeline, 1);
            assertThat(savepoint).as("it is its owner's").isDirectory();
        }
    }

    @Test
    void shouldGoOnFromASavepointThatAnEarlierVersionWrote() throws Exception {
        // Given
        try (Pipeline pipeline = new Pipeline(directory, KEPT.clock())) {
            sendBlanks(pipeline);

            // When
            KEPT.restore(pipeline);

            // Then
            assertItGoesOn(pipeline, 2);
            assertThat(pipeline.manifests().get(1).cutAt())
                    .isEqualTo(KEPT.clock().instant());
        }
    }

    @Test
    void shouldLetGoOfWhatHasWaitedTooLongInASavepointOfAYearAgo() throws Exception {
        // Given
        Clock later = Clock.offset(KEPT.clock(), Duration.ofDays(365));
        try (Pipeline pipeline = new Pipeline(directory, later)) {
            sendBlanks(pipeline);

            // When
            KEPT.restore(pipeline);

            // Then
            try (EmbeddedFlink flink = pipeline.start(TriggerConfig.DEFAULT, 2)) {
                List<RejectedRecord> rejected = pipeline.read(Topics.REJECTED_RECORDS, all -> all.size() == 1);
                assertThat(rejected).extracting(RejectedRecord::fact).containsExactly("c");
                assertThat(rejected.get(0).at()).isEqualTo(later.instant());
                Pipeline.await(
                        flink,
                        view -> status(view).pendingRecords() == 1
                                && status(view).dropsWaiting() == 1);
            }
        }
    }

    @Test
    void shouldGoOnWithoutANewRecordThoughTheClockWasSetBackSinceTheSavepoint() throws Exception {
        // Given
        try (Pipeline pipeline = new Pipeline(directory, KEPT.clock())) {
            sendBlanks(pipeline);

            // When
            AHEAD.restore(pipeline);

            // Then
            try (EmbeddedFlink flink = pipeline.start(ON_COMMAND, 2)) {
                Pipeline.await(
                        flink,
                        view -> status(view).pendingRecords() == 1
                                && status(view).dropsWaiting() == 2);
            }
        }
    }

    /** What a job that goes on has read already. */
    private static void sendBlanks(Pipeline pipeline) {
        FACTS.forEach(fact -> pipeline.sendBlank(Topics.CLEAN_RECORDS, new FactKey(Pipeline.MODEL, fact).toString()));
        pipeline.sendBlank(Topics.CONTROL, Pipeline.MODEL);
        pipeline.sendBlank(Topics.CONTROL, Pipeline.MODEL);
    }

    /** A live round of a and b; c, which repeats a, and d and e, which are equal, are pending. */
    private static void live(Pipeline pipeline, EmbeddedFlink flink) {
        pipeline.send("a", 1, "red");
        pipeline.send("b", 1, "blue");
        pipeline.send(new Cut(Pipeline.MODEL, "first", Instant.EPOCH));
        Pipeline.await(flink, view -> "r000001".equals(status(view).lastRound()));
        pipeline.send(new RoundDecided(Pipeline.MODEL, "r000001", 1, Outcome.LIVE, 1, Instant.EPOCH));
        Pipeline.await(flink, view -> status(view).openRounds().isEmpty());
        pipeline.send("c", 1, "red");
        pipeline.send("d", 1, "green");
        pipeline.send("e", 1, "green");
        Pipeline.await(
                flink,
                view -> status(view).pendingRecords() == 1 && status(view).dropsWaiting() == 2);
    }

    private static void assertItGoesOn(Pipeline pipeline, int parallelism) throws Exception {
        int told = pipeline.count(Topics.DATASETS_READY);
        try (EmbeddedFlink flink = pipeline.start(ON_COMMAND, parallelism)) {
            pipeline.send("f", 1, "white");
            Pipeline.await(flink, view -> status(view).pendingRecords() == 2);
            pipeline.send(new Cut(Pipeline.MODEL, "second", Instant.EPOCH));
            Pipeline.await(flink, view -> "r000002".equals(status(view).lastRound()));
            List<DatasetReady> ready = pipeline.read(Topics.DATASETS_READY, all -> all.size() == told + 1);
            List<RejectedRecord> rejected = pipeline.read(Topics.REJECTED_RECORDS, all -> all.size() == 1);

            assertThat(ready.get(told).round())
                    .as("the first is not told again")
                    .isEqualTo("r000002");
            assertThat(rejected).extracting(RejectedRecord::fact).containsExactly("c");
        }
        RoundManifest second = pipeline.manifests().get(1);
        assertThat(second.records()).extracting(RoundRecord::fact).containsExactlyInAnyOrder("d", "f");
        assertThat(second.dropped())
                .filteredOn(DroppedRecord::conditional)
                .extracting(DroppedRecord::fact)
                .containsExactly("e");
        assertThat(pipeline.uncommitted(List.of(second))).isEmpty();
    }

    private static ModelStatus status(JobView view) {
        return view.models().getOrDefault(Pipeline.MODEL, ModelStatus.idle(Pipeline.MODEL));
    }
}
