package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.Cut;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a Flink cluster of its own: submitted as a jar, stopped with a savepoint, resumed with another parallelism. */
class SessionClusterIT {
    private static final String MAIN = "dev.alluvium.accumulator.AccumulatorJobMain";

    @TempDir
    Path directory;

    @Test
    void shouldRunAsAJarStopWithASavepointAndGoOnWithAnotherParallelism() throws Exception {
        Set<RawPosition> sent = new TreeSet<>();
        try (Pipeline pipeline = new Pipeline(directory);
                StandaloneCluster cluster = new StandaloneCluster(directory.resolve("flink"), 2)) {
            // Given
            send(pipeline, sent, 0, 20);
            Path config = directory.resolve("alluvium.yaml");
            Files.writeString(config, pipeline.yaml(1));
            cluster.flink("run", "-d", "-c", MAIN, cluster.jar(), "--config", config.toString());
            pipeline.send(new Cut(Pipeline.MODEL, "first", Instant.EPOCH));
            pipeline.read(Topics.DATASETS_READY, all -> all.size() == 1);

            // When
            Path savepoints = directory.resolve("savepoints");
            cluster.flink("stop", "-p", savepoints.toUri().toString(), cluster.runningJob());
            send(pipeline, sent, 20, 30);
            Files.writeString(config, pipeline.yaml(2));
            cluster.flink(
                    "run", "-d", "-s", only(savepoints), "-c", MAIN, cluster.jar(), "--config", config.toString());
            pipeline.send(new Cut(Pipeline.MODEL, "second", Instant.EPOCH));

            // Then
            List<DatasetReady> ready = pipeline.read(Topics.DATASETS_READY, all -> all.size() == 2);
            assertThat(ready)
                    .extracting(DatasetReady::round, DatasetReady::records)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("r000001", 20L),
                            org.assertj.core.groups.Tuple.tuple("r000002", 10L));
            List<RoundManifest> manifests = pipeline.manifests();
            assertThat(manifests.stream().flatMap(manifest -> manifest.records().stream()))
                    .extracting(RoundRecord::position)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(sent);
            assertThat(pipeline.uncommitted(manifests)).isEmpty();
        }
    }

    private static String only(Path savepoints) throws IOException {
        try (Stream<Path> written = Files.list(savepoints)) {
            List<Path> all = written.toList();
            assertThat(all).hasSize(1);
            return all.get(0).toUri().toString();
        }
    }

    private static void send(Pipeline pipeline, Set<RawPosition> sent, int from, int to) {
        for (int i = from; i < to; i++) {
            sent.add(pipeline.send("fact-" + i, 1, "answer " + i).position());
        }
    }
}
