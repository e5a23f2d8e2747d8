package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.accumulator.store.RoundStore;
import dev.alluvium.contracts.config.TriggerConfig;
import dev.alluvium.contracts.control.ControlCommand.Cut;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccumulatorJobIT {
    @Test
    void shouldCutOnCommandJudgeAgainstLiveRoundsAndGoOnAfterAStop(@TempDir Path directory) throws Exception {
        try (Pipeline pipeline = new Pipeline(directory)) {
            CleanRecord first = pipeline.send("a", 1, "red");
            pipeline.send("b", 1, "blue");
            try (EmbeddedFlink flink = pipeline.start(new TriggerConfig(1000, null, 60))) {
                pipeline.send(new Cut(Pipeline.MODEL, "cut-1", Instant.EPOCH));
                Pipeline.await(flink, view -> answer(view, "cut-1").equals("r000001"));
                List<DatasetReady> ready = pipeline.read(Topics.DATASETS_READY, all -> all.size() == 1);
                assertThat(ready.get(0).records()).isEqualTo(2);
                assertThat(ready.get(0).forced()).isTrue();
                pipeline.send(new RoundDecided(Pipeline.MODEL, "r000001", 1, Outcome.LIVE, 1, Instant.EPOCH));
                Pipeline.await(
                        flink,
                        view -> view.models().get(Pipeline.MODEL).openRounds().isEmpty());
            }

            pipeline.send("c", 1, "red");
            try (EmbeddedFlink flink = pipeline.start(new TriggerConfig(1000, null, 60))) {
                pipeline.send(new Cut(Pipeline.MODEL, "cut-2", Instant.EPOCH));
                Pipeline.await(flink, view -> answer(view, "cut-2").equals("nothing new"));

                List<RejectedRecord> rejected = pipeline.read(Topics.REJECTED_RECORDS, all -> all.size() == 1);
                assertThat(rejected.get(0).reason()).isEqualTo(ReasonCode.DUPLICATE_ACROSS_FACTS);
                assertThat(rejected.get(0).because()).isEqualTo(first.recordId());
                assertThat(rejected.get(0).record().output()).isEqualTo("red");
            }
            RoundManifest manifest = new RoundStore(pipeline.store)
                    .manifest(Pipeline.MODEL, "r000001")
                    .orElseThrow();
            assertThat(manifest.records()).extracting(RoundRecord::fact).containsExactlyInAnyOrder("a", "b");
            assertThat(manifest.segments())
                    .allSatisfy(segment -> assertThat(
                                    pipeline.store.head(ObjectKeys.segmentCommit(Pipeline.MODEL, segment.id())))
                            .isPresent());
        }
    }

    private static String answer(JobView view, String cut) {
        return view.models().containsKey(Pipeline.MODEL)
                ? view.models().get(Pipeline.MODEL).cuts().getOrDefault(cut, "unknown")
                : "unknown";
    }
}
