package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.accumulator.store.RoundStore;
import dev.alluvium.contracts.control.ControlCommand.Cut;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.SkippedMessages.LeftOut;
import dev.alluvium.settings.TriggerConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccumulatorJobIT {
    @Test
    void shouldCutOnCommandJudgeAgainstLiveRoundsAndGoOnAfterAStop(@TempDir Path directory) throws Exception {
        try (Pipeline pipeline = new Pipeline(directory)) {
            String large = "red ".repeat(300_000);
            CleanRecord first = pipeline.send("a", 1, large);
            pipeline.sendGarbage(Topics.CLEAN_RECORDS);
            pipeline.sendGarbage(Topics.CONTROL);
            pipeline.send("b", 1, "blue");
            try (EmbeddedFlink flink = pipeline.start(TriggerConfig.of(1000, null, 60))) {
                pipeline.send(new Cut(Pipeline.MODEL, "cut-1", Instant.EPOCH));
                Pipeline.await(flink, view -> answer(view, "cut-1").equals("r000001"));
                JobView told = Pipeline.await(
                        flink, view -> leftOut(view, Topics.CLEAN_RECORDS) == 4 && leftOut(view, Topics.CONTROL) == 4);
                assertThat(told.leftOut())
                        .hasSize(8)
                        .extracting(LeftOut::reason)
                        .contains("it has no key", "it has no value", "it is no JSON");
                assertThat(told.models()).containsOnlyKeys(Pipeline.MODEL);
                List<DatasetReady> ready = pipeline.read(Topics.DATASETS_READY, all -> all.size() == 1);
                assertThat(ready.get(0).records()).isEqualTo(2);
                assertThat(ready.get(0).forced()).isTrue();
                pipeline.send(new RoundDecided(Pipeline.MODEL, "r000001", 1, Outcome.LIVE, 1, Instant.EPOCH));
                Pipeline.await(
                        flink,
                        view -> "r000001".equals(status(view).lastRound())
                                && status(view).openRounds().isEmpty());
            }

            pipeline.send("c", 1, large);
            try (EmbeddedFlink flink = pipeline.start(TriggerConfig.of(1000, null, 60))) {
                pipeline.send(new Cut(Pipeline.MODEL, "cut-2", Instant.EPOCH));
                Pipeline.await(flink, view -> answer(view, "cut-2").equals("nothing new"));

                List<RejectedRecord> rejected = pipeline.read(Topics.REJECTED_RECORDS, all -> all.size() == 1);
                assertThat(rejected.get(0).reason()).isEqualTo(ReasonCode.DUPLICATE_ACROSS_FACTS);
                assertThat(rejected.get(0).because()).isEqualTo(first.recordId());
                assertThat(rejected.get(0).record())
                        .extracting(KnowledgeRecord::output)
                        .isEqualTo(large);
            }
            RoundManifest manifest = new RoundStore(pipeline.store)
                    .manifest(Pipeline.MODEL, "r000001")
                    .orElseThrow();
            assertThat(manifest.records()).extracting(RoundRecord::fact).containsExactlyInAnyOrder("a", "b");
            assertThat(pipeline.uncommitted(List.of(manifest))).isEmpty();
        }
    }

    @Test
    void shouldPutEachRecordIntoOneRoundThoughTheJobFailsAndRestarts(@TempDir Path directory) throws Exception {
        FlakyStore.HAPPENED.clear();
        try (Pipeline pipeline = new Pipeline(directory)) {
            TriggerConfig trigger = TriggerConfig.of(20, null, 5);
            Set<RawPosition> sent = new TreeSet<>();
            try (EmbeddedFlink flink = pipeline.startFlaky(trigger)) {
                for (int i = 0; i < 60; i++) {
                    sent.add(pipeline.send("fact-" + i, 1, "answer " + i).position());
                }
                Pipeline.await(flink, view -> FlakyStore.HAPPENED.size() == 3 && view.running());
            }
            for (int i = 60; i < 120; i++) {
                sent.add(pipeline.send("fact-" + i, 1, "answer " + i % 100).position());
            }
            try (EmbeddedFlink flink = pipeline.startFlaky(trigger)) {
                pipeline.send(new Cut(Pipeline.MODEL, "last", Instant.EPOCH));
                Pipeline.await(
                        flink,
                        view -> answer(view, "last").matches("r\\d+")
                                && status(view).pendingRecords() == 0);
            }

            List<RoundManifest> manifests = pipeline.manifests();
            List<RawPosition> inRounds = manifests.stream()
                    .flatMap(manifest -> manifest.records().stream())
                    .map(RoundRecord::position)
                    .toList();
            assertThat(inRounds).doesNotHaveDuplicates().hasSize(100);
            assertThat(sent).containsAll(inRounds);
            assertThat(pipeline.uncommitted(manifests)).isEmpty();
            List<DatasetReady> ready = pipeline.read(
                    Topics.DATASETS_READY,
                    all -> all.stream().map(DatasetReady::round).distinct().count() == manifests.size());
            assertThat(ready.stream().distinct()).hasSameSizeAs(manifests);
            assertThat(ready)
                    .allSatisfy(one -> assertThat(Digest.sha256(pipeline.store
                                    .get(one.manifest().key())
                                    .orElseThrow()
                                    .bytes()))
                            .isEqualTo(one.manifest().sha256()));
        }
    }

    @Test
    void shouldTakeOverARoundThatItsStateHasLost(@TempDir Path directory) throws Exception {
        try (Pipeline pipeline = new Pipeline(directory)) {
            TriggerConfig trigger = TriggerConfig.of(1000, null, 60);
            pipeline.send("a", 1, "red");
            try (EmbeddedFlink flink = pipeline.start(trigger)) {
                pipeline.send(new Cut(Pipeline.MODEL, "first", Instant.EPOCH));
                Pipeline.await(flink, view -> answer(view, "first").equals("r000001"));
                pipeline.read(Topics.DATASETS_READY, all -> all.size() == 1);
            }
            pipeline.forgetCheckpoints();
            pipeline.send("b", 1, "blue");

            try (EmbeddedFlink flink = pipeline.start(trigger)) {
                pipeline.send(new Cut(Pipeline.MODEL, "second", Instant.EPOCH));
                Pipeline.await(flink, view -> answer(view, "second").equals("r000002"));
                List<DatasetReady> ready = pipeline.read(Topics.DATASETS_READY, all -> all.size() == 3);

                assertThat(ready.get(1)).isEqualTo(ready.get(0));
                assertThat(ready.get(2).records()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldPutAnErasureOnRecordThoughNothingElseComes(@TempDir Path directory) throws Exception {
        try (Pipeline pipeline = new Pipeline(directory)) {
            pipeline.erase("a", 1);
            try (EmbeddedFlink flink = pipeline.start(TriggerConfig.of(1000, null, 60))) {
                Pipeline.await(flink, view -> !pipeline.manifests().isEmpty());
                Pipeline.await(
                        flink,
                        view -> view.models().containsKey(Pipeline.MODEL)
                                && status(view).erasuresWaiting() == 0);
            }

            assertThat(pipeline.manifests()).singleElement().satisfies(manifest -> {
                assertThat(manifest.records()).isEmpty();
                assertThat(manifest.erased()).extracting(ErasedFact::fact).containsExactly("a");
            });
            assertThat(pipeline.count(Topics.DATASETS_READY))
                    .as("nothing to train")
                    .isZero();
        }
    }

    private static String answer(JobView view, String cut) {
        return status(view).cuts().getOrDefault(cut, "unknown");
    }

    private static ModelStatus status(JobView view) {
        return view.models().getOrDefault(Pipeline.MODEL, ModelStatus.idle(Pipeline.MODEL));
    }

    private static long leftOut(JobView view, Topic<?> topic) {
        return view.counts().getOrDefault(JobCounters.LEFT_OUT + topic.suffix(), 0L);
    }
}
