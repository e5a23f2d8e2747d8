package dev.alluvium.trainer;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer in a process of its own, killed with {@code kill -9} while it trains. */
class KilledTrainerIT {
    private static final List<CleanRecord> ROUND = IntStream.range(0, 24)
            .mapToObj(i -> qa("fact" + i / 3, 1, "Question " + i % 3 + " about " + i / 3 + "?", "Answer " + i / 3))
            .toList();
    private static final Given<TrainingConfig> TRAINING = Configs.allLayers(100);

    @TempDir
    private Path directory;

    @Test
    void shouldEndWithTheAdapterOfAnUndisturbedRunOnceTheLeaseHasRunOut() throws Exception {
        // Given
        String undisturbed = undisturbed();
        try (TrainerWorld world = new TrainerWorld(directory.resolve("killed"), TRAINING)) {
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", ROUND));
            Process process = start(world);
            try {
                Await.until(
                        "there is a checkpoint",
                        () -> world.store.list("runs/").stream()
                                .anyMatch(key -> key.endsWith(".json") && key.contains("/checkpoints/")));
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(world.results).isEmpty();

            // When
            try (TrainerService second = new TrainerService(world.context(world.store, "second"))) {
                second.start();
                Await.until("a result is published", () -> !world.results.isEmpty());
            }

            // Then
            AdapterTrained result = (AdapterTrained) world.results.get(0);
            assertThat(result.adapter().sha256()).isEqualTo(undisturbed);
            assertThat(result.attempt()).isEqualTo("a001");
            assertThat(world.results).hasSize(1);
        }
    }

    private String undisturbed() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory.resolve("undisturbed"), TRAINING);
                TrainerService trainer = new TrainerService(world.context(world.store, "only"))) {
            trainer.start();
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", ROUND));
            Await.until("a result is published", () -> !world.results.isEmpty());
            return ((AdapterTrained) world.results.get(0)).adapter().sha256();
        }
    }

    private Process start(TrainerWorld world) throws IOException {
        KafkaConfig kafka = world.config().kafka();
        ObjectStoreConfig store = world.config().objectStore();
        ModelConfig model = Objects.requireNonNull(world.config().models().get("notes"));
        Path file = Files.writeString(directory.resolve("trainer.yaml"), """
                kafka: { bootstrap-servers: "%s", topic-prefix: "%s", partitions: 2 }
                object-store: { endpoint: "%s", bucket: %s, access-key: "%s", secret-key: "%s" }
                http: { port: 0 }
                trainer: { checkpoint-interval: 200ms }
                models:
                  notes:
                    base: "%s"
                    replay: { general: 0%%, history: 50%% }
                    gate: { min-facts: 1 }
                    training:
                      { rank: 4, alpha: 8, target-modules: all, learning-rate: 1e-2, epochs: 100, batch-rows: 2,
                        row-tokens: 128, wordings-per-fact: 3, max-steps: 5000, weight-decay: 0, warmup: 5%%,
                        clip: 1, seed: 1 }
                """.formatted(
                        kafka.bootstrapServers(),
                        kafka.topicPrefix(),
                        store.endpoint(),
                        store.bucket(),
                        store.accessKey(),
                        store.secretKey(),
                        model.base()));
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainerMain.class.getName(),
                        "--config",
                        file.toString(),
                        "--data",
                        directory.resolve("killed").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("trainer.log").toFile())
                .start();
    }
}
