package dev.alluvium.trainer;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.testing.Await;
import dev.alluvium.trainer.plan.RunPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several trainers on one broker and one store. */
class TrainerReplicasIT {
    private static final List<CleanRecord> ROUND = IntStream.range(0, 24)
            .mapToObj(i -> qa("fact" + i / 3, 1, "Question " + i % 3 + " about " + i / 3 + "?", "Answer " + i / 3))
            .toList();

    @TempDir
    private Path directory;

    @Test
    void shouldTrainTwoModelsAtTheSameTimeEachOnce() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory, training(80));
                TrainerService one = new TrainerService(world.context(world.store, "one"));
                TrainerService two = new TrainerService(world.context(world.store, "two"))) {
            // Given
            one.start();
            two.start();

            // When
            for (String model : List.of("notes", "support", "notes", "support")) {
                world.send(Topics.DATASETS_READY, model, Rounds.put(world.store, model, "r000001", ROUND));
            }
            Await.until("both train", () -> trains(one) && trains(two));
            Await.until("both results are published", () -> world.results.size() == 2);

            // Then
            Map<String, TrainingResult> byModel =
                    world.results.stream().collect(Collectors.toMap(TrainingResult::model, result -> result));
            assertThat(byModel.keySet()).containsExactlyInAnyOrder("notes", "support");
            assertThat(byModel.values()).allMatch(AdapterTrained.class::isInstance);
            assertThat(plans(world)).hasSize(2);
        }
    }

    @Test
    void shouldEndTheRunOfATrainerWhoseLeaseIsStolenAndPublishOnce() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory, training(400));
                TrainerService one = new TrainerService(world.context(world.store, "one"))) {
            // Given
            ServiceContext robbed = world.context(world.store, "two");
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", ROUND));
            try (TrainerService two = new TrainerService(robbed)) {
                two.start();
                Await.until("it trains", () -> trains(two));

                // When
                steal(world);
                Await.until("it notices", () -> counted(robbed, TrainerMeters.LEASES_LOST) == 1);
            }
            assertThat(world.results).isEmpty();
            assertThat(world.store.list("runs/")).noneMatch(key -> key.endsWith("manifest.json"));
            one.start();
            Await.until("the result is published", () -> !world.results.isEmpty());

            // Then
            AdapterTrained result = (AdapterTrained) world.results.get(0);
            assertThat(result.attempt()).isEqualTo("a001");
            assertThat(plans(world)).hasSize(1);
        }
    }

    @Test
    void shouldEndARunWithinAStepWhenItIsCancelledAndTrainAgainOnceResumed() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory, training(400));
                TrainerService trainer = new TrainerService(world.context(world.store, "one"))) {
            // Given
            trainer.start();
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", ROUND));
            Await.until("it trains", () -> trains(trainer));

            // When
            world.registry(new RegistryEvent.TrainingCancelled());
            Await.until("its end is published", () -> !world.results.isEmpty());

            // Then
            TrainingFailed cancelled = (TrainingFailed) world.results.get(0);
            assertThat(cancelled.reason()).isEqualTo("cancelled");
            assertThat(cancelled.detail()).contains("alluvium resume notes");
            assertThat(world.store.head(ObjectKeys.runMetrics(cancelled.run(), "a001")))
                    .isPresent();
            assertThat(world.store.list("runs/")).noneMatch(key -> key.contains("/checkpoints/"));
            assertThat(trainer.status().toString()).contains("training was cancelled");

            // When
            world.registry(
                    new RegistryEvent.TrainingFailed(cancelled.run(), cancelled.rounds(), 0, "cancelled", false));
            world.registry(new RegistryEvent.Resumed());
            Await.until("it trains again", () -> trains(trainer));

            // Then
            assertThat(plans(world))
                    .extracting(RunPlan::run)
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }

    @Test
    void shouldTrainOnWhileTheBrokerIsAwayAndPublishOnceItIsBack() throws Exception {
        try (TrainerWorld world = TrainerWorld.withBroker(directory, training(60));
                TrainerService trainer = new TrainerService(world.context(world.store, "one"))) {
            // Given
            trainer.start();
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", ROUND));
            Await.until("it trains", () -> trains(trainer));

            // When
            world.stopBroker();
            Await.until(
                    "the adapter is on record",
                    () -> world.store.list("runs/").stream().anyMatch(key -> key.endsWith("manifest.json")));
            assertThat(world.results).isEmpty();
            world.startBroker();
            Await.until("the result is published", () -> !world.results.isEmpty());

            // Then
            assertThat(world.results).singleElement().isInstanceOf(AdapterTrained.class);
            assertThat(trainer.health().alive()).isTrue();
        }
    }

    @Test
    void shouldHoldWhenTheShapeChangedAndGoOnOnceItIsConsolidated() throws Exception {
        try (TrainerWorld world = new TrainerWorld(directory, training(20))) {
            // Given
            world.send(Topics.DATASETS_READY, "notes", Rounds.put(world.store, "r000001", ROUND));
            try (TrainerService narrow = new TrainerService(world.context(world.store, "narrow"))) {
                narrow.start();
                Await.until("a result is published", () -> !world.results.isEmpty());
            }
            promote(world, 1, (AdapterTrained) world.results.get(0));
            world.send(
                    Topics.DATASETS_READY,
                    "notes",
                    Rounds.put(world.store, "r000002", List.of(qa("new", 1, "What is new?", "This"))));
            Given<TrainingConfig> wider = Configs.training(
                    "rank: 8, target-modules: all, epochs: 20, batch-rows: 2, row-tokens: 128, wordings-per-fact: 3");
            ServiceContext context = world.retuned("wide", wider);
            try (TrainerService wide = new TrainerService(context)) {
                wide.start();
                Await.until("it holds", () -> wide.status().toString().contains("alluvium consolidate notes"));
                assertThat(context.meters()
                                .get(TrainerMeters.HOLDING.meterName())
                                .gauge()
                                .value())
                        .isEqualTo(1);

                // When
                world.registry(new RegistryEvent.ConsolidationOrdered("order-1"));
                Await.until("the rebuild is published", () -> world.results.size() == 2);
                AdapterTrained rebuilt = (AdapterTrained) world.results.get(1);
                promote(world, 2, rebuilt);
                Await.until("the waiting round is trained", () -> world.results.size() == 3);

                // Then
                AdapterTrained next = (AdapterTrained) world.results.get(2);
                assertThat(rebuilt.rounds()).isEmpty();
                assertThat(rebuilt.parent()).isEqualTo(1);
                assertThat(rebuilt.figures().records()).isEqualTo(ROUND.size());
                assertThat(next.parent()).isEqualTo(2);
                assertThat(next.rounds()).containsExactly("r000002");
                assertThat(next.rebuild()).isNull();
            }
        }
    }

    private static void promote(TrainerWorld world, int version, AdapterTrained trained) {
        world.registry(new RegistryEvent.VersionTrained(
                version,
                trained.run(),
                trained.rounds(),
                trained.parent(),
                trained.rebuild(),
                trained.adapter(),
                trained.attestation(),
                trained.figures()));
        world.registry(new RegistryEvent.VersionPromoted(version, trained.parent(), true, trained.attestation()));
    }

    private static void steal(TrainerWorld world) {
        String key = world.store.list("runs/").stream()
                .filter(name -> name.endsWith("/lease"))
                .findFirst()
                .orElseThrow();
        byte[] thief = Json.bytes(Map.of("owner", "thief", "epoch", 99, "until", Instant.now()));
        Await.until(
                "the lease is stolen between two renewals",
                () -> world.store.replace(
                        key, thief, world.store.get(key).orElseThrow().etag()));
    }

    private static List<RunPlan> plans(TrainerWorld world) {
        return world.store.list("runs/").stream()
                .filter(key -> key.endsWith("plan.json"))
                .map(key -> Json.read(world.store.get(key).orElseThrow().bytes(), RunPlan.class))
                .toList();
    }

    private static boolean trains(TrainerService trainer) {
        return trainer.status().toString().contains("state=training");
    }

    private static double counted(ServiceContext context, TrainerMeters meter) {
        return context.meters().get(meter.meterName()).counter().count();
    }

    private static Given<TrainingConfig> training(int epochs) {
        return Configs.allLayers(epochs);
    }
}
