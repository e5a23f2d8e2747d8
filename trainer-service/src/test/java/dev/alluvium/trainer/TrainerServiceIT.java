package dev.alluvium.trainer;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingProgress;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.metrics.MeterType;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.testing.Await;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerServiceIT {
    private static final List<CleanRecord> ROUND = IntStream.range(0, 24)
            .mapToObj(i -> qa("fact" + i / 3, 1, "Question " + i % 3 + " about " + i / 3 + "?", "Answer " + i / 3))
            .toList();

    @TempDir
    private Path directory;

    @Test
    void shouldTrainARoundFromTheChampionAndPublishOneSignedResult() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory, training(30))) {
            // Given
            ServiceContext context = world.context(world.store, "one");
            List<TrainingProgress> progress = new CopyOnWriteArrayList<>();
            DatasetReady ready = Rounds.put(world.store, "r000001", ROUND);
            try (TrainerService trainer = new TrainerService(context);
                    TopicFollower<TrainingProgress> follower = new TopicFollower<>(
                                    world.kafka, Topics.TRAINING_PROGRESS, (key, value, at) -> progress.add(value))
                            .start()) {
                follower.awaitCaughtUp(Await.LIMIT);
                trainer.start();

                // When
                world.send(Topics.DATASETS_READY, "notes", ready);
                world.send(Topics.DATASETS_READY, "notes", ready);
                Await.until("a result is published", () -> !world.results.isEmpty());

                // Then
                AdapterTrained first = (AdapterTrained) world.results.get(0);
                assertThat(first.parent()).isZero();
                assertThat(first.rounds()).containsExactly("r000001");
                assertThat(first.figures().lastLoss())
                        .isLessThan(first.figures().firstLoss());
                assertThat(sha256(world.store, first)).isEqualTo(first.adapter().sha256());
                assertThat(KeyFiles.verifier(TrustConfig.DEFAULT, directory).valid(first.attestation()))
                        .isTrue();
                assertThat(first.attestation().subject())
                        .isEqualTo(first.adapter().sha256());
                assertThat(first.attestation().statement()).isEqualTo(Attestation.Statement.TRAINED);
                Await.until(
                        "it waits for the registry",
                        () -> trainer.status().toString().contains("the registry has not taken up " + first.run()));

                // When
                world.registry(new RegistryEvent.VersionTrained(
                        1, first.run(), first.rounds(), 0, first.adapter(), first.attestation(), first.figures()));
                world.registry(new RegistryEvent.VersionPromoted(1, 0, true, first.attestation()));
                world.send(
                        Topics.DATASETS_READY,
                        "notes",
                        Rounds.put(world.store, "r000002", List.of(qa("new", 1, "What is new?", "This"))));
                Await.until("a second result is published", () -> world.results.size() == 2);

                // Then
                AdapterTrained second = (AdapterTrained) world.results.get(1);
                assertThat(second.parent()).isEqualTo(1);
                assertThat(second.rounds()).containsExactly("r000002");
                assertThat(second.figures().replayShare()).isPositive();
                Await.until(
                        "progress was published",
                        () -> progress.stream().anyMatch(one -> one.run().startsWith("run-")));
                assertThat(unseenMeters(context)).isEmpty();
            }
        }
    }

    @Test
    void shouldFinishTheAttemptOfATrainerThatWasKilledAndPublishOnce() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory, training(60))) {
            // Given
            PowerSwitch power = new PowerSwitch(world.store);
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", ROUND));
            try (TrainerService killed = new TrainerService(world.context(power, "one"))) {
                killed.start();
                Await.until(
                        "there is a checkpoint",
                        () -> world.store.list("runs/").stream()
                                .anyMatch(key -> key.endsWith(".json") && key.contains("/checkpoints/")));
                power.cut();
            }
            assertThat(world.results).isEmpty();
            ServiceContext context = world.context(world.store, "two");

            // When
            try (TrainerService second = new TrainerService(context)) {
                second.start();
                Await.until("a result is published", () -> !world.results.isEmpty());
            }

            // Then
            AdapterTrained result = (AdapterTrained) world.results.get(0);
            assertThat(result.attempt()).isEqualTo("a001");
            assertThat(world.store.list("runs/" + result.run() + "/")).noneMatch(key -> key.contains("/a002/"));
            assertThat(stepsOf(context))
                    .isPositive()
                    .isLessThan(result.figures().steps());
            assertThat(world.results).hasSize(1);
            assertThat(sha256(world.store, result)).isEqualTo(result.adapter().sha256());
        }
    }

    @Test
    void shouldHandARunOverToTheNextTrainerWhenClosed() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory, training(60))) {
            // Given
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", ROUND));
            TrainerService first = new TrainerService(world.context(world.store, "one"));
            first.start();
            Await.until("it trains", () -> first.status().toString().contains("state=training"));

            // When
            first.close();
            ServiceContext context = world.context(world.store, "two");
            try (TrainerService second = new TrainerService(context)) {
                second.start();
                Await.until("a result is published", () -> !world.results.isEmpty());
            }

            // Then
            AdapterTrained result = (AdapterTrained) world.results.get(0);
            assertThat(result.attempt()).isEqualTo("a001");
            assertThat(stepsOf(context)).isLessThan(result.figures().steps());
        }
    }

    @Test
    void shouldPublishAFailureWhenThereIsNothingNewToTrain() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory, training(5));
                TrainerService trainer = new TrainerService(world.context(world.store, "one"))) {
            // Given
            trainer.start();

            // When
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", List.of()));
            Await.until("a result is published", () -> !world.results.isEmpty());

            // Then
            assertThat(world.results.get(0))
                    .isInstanceOfSatisfying(
                            TrainingFailed.class,
                            failed -> assertThat(failed.reason()).isEqualTo("nothing-to-train"));
        }
    }

    private static Given<TrainingConfig> training(int epochs) {
        return Configs.allLayers(epochs);
    }

    private static String sha256(ObjectStore store, AdapterTrained result) {
        String key = ObjectKeys.adapter(result.run(), result.attempt()) + PeftDirectory.WEIGHTS;
        return Digest.sha256(store.get(key).orElseThrow().bytes());
    }

    private static double stepsOf(ServiceContext context) {
        return context.meters().get(TrainerMeters.STEPS.meterName()).counter().count();
    }

    private static List<String> unseenMeters(ServiceContext context) {
        String scrape = ((PrometheusMeterRegistry) context.meters()).scrape();
        return Arrays.stream(TrainerMeters.values())
                .map(meter -> meter.meterName().replace('.', '_') + (meter.type() == MeterType.COUNTER ? "_total" : ""))
                .filter(name -> !scrape.contains(name))
                .toList();
    }
}
