package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static dev.alluvium.trainer.run.Trainers.FIRST;
import static dev.alluvium.trainer.run.Trainers.eachStep;
import static dev.alluvium.trainer.run.Trainers.failed;
import static dev.alluvium.trainer.run.Trainers.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.testing.Await;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunExecutionTest {
    @TempDir
    private static Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Attempts attempts = new Attempts(store);
    private final StopSignal stop = new StopSignal();
    private Trainers trainers;

    @BeforeEach
    void prepare() {
        trainers = new Trainers(directory);
        Rounds.put(
                store,
                "r000001",
                List.of(qa("weight", 1, "How heavy?", "3 kg"), qa("colour", 1, "Which colour?", "Red")));
    }

    @Test
    void shouldPutPlanAdapterMetricsAndLastOfAllTheManifestOnRecord() {
        // When
        AdapterTrained result = trained(execute("one", RunListener.NONE));

        // Then
        String attempt = ObjectKeys.attempt("run-1", "a001");
        assertThat(store.list(attempt))
                .containsExactlyInAnyOrder(
                        attempt + "plan.json",
                        attempt + "adapter/adapter_config.json",
                        attempt + "adapter/adapter_model.safetensors",
                        attempt + "metrics.jsonl",
                        attempt + "manifest.json");
        RunPlan plan = attempts.newest("run-1").orElseThrow();
        assertThat(plan.batches().steps()).isEqualTo(result.figures().steps());
        assertThat(plan.counts().records()).isEqualTo(2);
        assertThat(attempts.manifest("run-1", "a001").orElseThrow().result()).isEqualTo(result);
        String metrics =
                new String(store.get(attempt + "metrics.jsonl").orElseThrow().bytes(), StandardCharsets.UTF_8);
        assertThat(metrics.lines()).hasSize(result.figures().steps());
    }

    @Test
    void shouldNotTrainAgainWhatStandsFinished() {
        // Given
        AdapterTrained first = trained(execute("one", RunListener.NONE));
        List<Integer> steps = new ArrayList<>();

        // When
        AdapterTrained second =
                trained(execute("two", eachStep(step -> steps.add(step.tally().step()))));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(steps).isEmpty();
    }

    @Test
    void shouldEndWithTheSameAdapterWhenInterruptedAndTakenUpElsewhere() {
        // Given
        AdapterTrained whole = trained(execute("one", RunListener.NONE));
        store.list("runs/").forEach(store::delete);
        RunEnd first = execute("one", Trainers.closingAfter(5, stop));
        List<Integer> steps = new ArrayList<>();

        // When
        AdapterTrained second = trained(takenUp("epochs: 4", steps));

        // Then
        assertThat(first).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.CLOSING));
        assertThat(steps).startsWith(6);
        assertThat(second.adapter()).isEqualTo(whole.adapter());
        assertThat(second.attempt()).isEqualTo("a001");
    }

    @Test
    void shouldGoOnByThePlanWhateverTheConfigurationSaysByThen() {
        // Given
        execute("one", Trainers.closingAfter(1, stop));

        // When
        AdapterTrained result = trained(takenUp("epochs: 99", new ArrayList<>()));

        // Then
        assertThat(result.figures().steps())
                .isEqualTo(attempts.newest("run-1").orElseThrow().batches().steps());
        assertThat(result.attempt()).isEqualTo("a001");
    }

    @Test
    void shouldEndWithoutAResultWhenItsLeaseIsStolen() {
        // Given
        trainers.leasing(Duration.ofMillis(300));

        // When
        RunEnd end = execute("one", eachStep(step -> {
            if (step.tally().step() == 2) {
                steal();
                Await.until("the theft is noticed", () -> stop.reason().isPresent());
            }
        }));

        // Then
        assertThat(end).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.LEASE_LOST));
        assertThat(store.head(ObjectKeys.attemptManifest("run-1", "a001"))).isEmpty();
    }

    @Test
    void shouldLeaveARunAloneThatSomebodyElseWorksOn() {
        // Given
        RunLease.acquire(store, "run-1", "other", Clock.systemUTC(), Duration.ofMinutes(1));

        // When
        RunEnd end = execute("one", RunListener.NONE);

        // Then
        assertThat(end).isEqualTo(new RunEnd.Busy());
        assertThat(attempts.newest("run-1")).isEmpty();
    }

    @Test
    void shouldFailACancelledRun() {
        // When
        RunEnd end = execute("one", eachStep(step -> stop.stop(StopSignal.Reason.CANCELLED)));

        // Then
        assertThat(failed(end).reason()).isEqualTo("cancelled");
        assertThat(failed(end).detail()).contains("alluvium resume notes");
        assertThat(store.list(ObjectKeys.attempt("run-1", "a001")))
                .containsExactlyInAnyOrder(ObjectKeys.plan("run-1", "a001"), ObjectKeys.runMetrics("run-1", "a001"));
    }

    @Test
    void shouldRebuildFromTheBaseInAnotherShapeOnAllCurrentFacts() {
        // Given
        Rounds.put(store, "r000002", List.of(qa("weight", 2, "How heavy?", "4 kg")));
        Rebuild order = new Rebuild("o1", trainers.base());
        NextRun rebuild = new NextRun("notes", "run-3", 2, null, order, List.of(), List.of("r000001", "r000002"), 0);

        // When
        AdapterTrained result = trained(trainers.execution(store, "one")
                .execute(rebuild, trainers.model("rank: 16"), List.of(), stop, RunListener.NONE));

        // Then
        RunPlan plan = attempts.newest("run-3").orElseThrow();
        assertThat(result.rounds()).isEmpty();
        assertThat(result.rebuild()).isEqualTo(order);
        assertThat(result.parent()).isEqualTo(2);
        assertThat(plan.counts().records()).isEqualTo(2);
        assertThat(plan.counts().superseded()).isEqualTo(1);
        assertThat(plan.batches().history()).isZero();
    }

    private void steal() {
        String key = ObjectKeys.runLease("run-1");
        RunLease.Holding thief =
                new RunLease.Holding("thief", 99, Clock.systemUTC().instant().plusSeconds(60));
        Await.until(
                "the lease is stolen between two renewals",
                () -> store.replace(
                        key, Json.bytes(thief), store.get(key).orElseThrow().etag()));
    }

    private RunEnd execute(String owner, RunListener listener) {
        return trainers.execution(store, owner).execute(FIRST, trainers.model(""), List.of(), stop, listener);
    }

    private RunEnd takenUp(String training, List<Integer> steps) {
        return trainers.execution(store, "two")
                .execute(
                        FIRST,
                        trainers.model(training),
                        List.of(),
                        new StopSignal(),
                        eachStep(step -> steps.add(step.tally().step())));
    }
}
