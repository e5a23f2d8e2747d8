package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.config.ReplayConfig;
import dev.alluvium.contracts.config.TrainingConfig;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.trainer.Await;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunExecutionTest {
    private static final List<CleanRecord> ROUND =
            List.of(qa("weight", 1, "How heavy?", "3 kg"), qa("colour", 1, "Which colour?", "Red"));
    private static final Signer SIGNER =
            new Signer("trainer", TrustKeys.generate().getPrivate());

    @TempDir
    private static Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final StopSignal stop = new StopSignal();
    private String base = "";

    @BeforeEach
    void prepare() {
        base = RandomBase.write(directory.resolve("base"), 1).toUri().toString();
        Rounds.put(store, "r000001", ROUND);
    }

    @Test
    void shouldPutPlanAdapterMetricsAndLastOfAllTheManifestOnRecord() {
        // When
        AdapterTrained result = trained(execute("one", run(0, null), watching(step -> {})));

        // Then
        String attempt = ObjectKeys.attempt("run-1", "a001");
        assertThat(store.list(attempt))
                .contains(
                        attempt + "plan.json",
                        attempt + "adapter/adapter_config.json",
                        attempt + "adapter/adapter_model.safetensors",
                        attempt + "metrics.jsonl",
                        attempt + "manifest.json");
        RunPlan plan = new Attempts(store).newest("run-1").orElseThrow();
        assertThat(plan.batches().steps()).isEqualTo(result.figures().steps());
        assertThat(plan.records()).isEqualTo(2);
        assertThat(new Attempts(store).manifest("run-1", "a001").orElseThrow().result())
                .isEqualTo(result);
        String metrics =
                new String(store.get(attempt + "metrics.jsonl").orElseThrow().bytes(), StandardCharsets.UTF_8);
        assertThat(metrics.lines()).hasSize(result.figures().steps());
    }

    @Test
    void shouldNotTrainAgainWhatStandsFinished() {
        // Given
        AdapterTrained first = trained(execute("one", run(0, null), watching(step -> {})));
        List<Integer> steps = new ArrayList<>();

        // When
        AdapterTrained second = trained(execute(
                "two", run(0, null), watching(step -> steps.add(step.tally().step()))));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(steps).isEmpty();
    }

    @Test
    void shouldEndWithTheSameAdapterWhenInterruptedAndTakenUpElsewhere() {
        // Given
        AdapterTrained whole = trained(execute("one", run(0, null), watching(step -> {})));
        store.list("runs/").forEach(store::delete);
        RunEnd first = execute("one", run(0, null), watching(step -> {
            if (step.tally().step() == 5) {
                stop.stop(StopSignal.Reason.CLOSING);
            }
        }));
        List<Integer> steps = new ArrayList<>();

        // When
        RunEnd second = execution("two")
                .execute(
                        run(0, null),
                        model(4),
                        List.of(),
                        new StopSignal(),
                        watching(step -> steps.add(step.tally().step())));

        // Then
        assertThat(first).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.CLOSING));
        assertThat(steps).startsWith(6);
        assertThat(trained(second).adapter()).isEqualTo(whole.adapter());
        assertThat(trained(second).attempt()).isEqualTo("a001");
    }

    @Test
    void shouldGoOnByThePlanWhateverTheConfigurationSaysByThen() {
        // Given
        execute("one", run(0, null), watching(step -> stop.stop(StopSignal.Reason.CLOSING)));

        // When
        AdapterTrained result = trained(
                execution("two").execute(run(0, null), model(99), List.of(), new StopSignal(), watching(step -> {})));

        // Then
        assertThat(result.figures().steps())
                .isEqualTo(new Attempts(store)
                        .newest("run-1")
                        .orElseThrow()
                        .batches()
                        .steps());
        assertThat(result.attempt()).isEqualTo("a001");
    }

    @Test
    void shouldEndWithoutAResultWhenItsLeaseIsStolen() {
        // When
        RunEnd end = execution("one", Duration.ofMillis(300))
                .execute(run(0, null), model(4), List.of(), stop, watching(step -> {
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
        RunEnd end = execute("one", run(0, null), watching(step -> {}));

        // Then
        assertThat(end).isEqualTo(new RunEnd.Busy());
        assertThat(new Attempts(store).newest("run-1")).isEmpty();
    }

    @Test
    void shouldFailACancelledRun() {
        // When
        RunEnd end = execute("one", run(0, null), watching(step -> stop.stop(StopSignal.Reason.CANCELLED)));

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        RunEnd.Finished.class,
                        finished -> assertThat(finished.result())
                                .isInstanceOfSatisfying(
                                        TrainingFailed.class,
                                        failed -> assertThat(failed.reason()).isEqualTo("cancelled")));
    }

    @Test
    void shouldRefuseAParentThatIsNotTheOneThatWasPromoted() {
        // Given
        AdapterTrained parent = trained(execute("one", run(0, null), watching(step -> {})));
        ArtifactRef tampered =
                new ArtifactRef(parent.adapter().uri(), "00", parent.adapter().bytes());
        Rounds.put(store, "r000002", List.of(qa("price", 1, "How much?", "90")));

        // When, then
        assertThatThrownBy(() -> execute("one", run(1, tampered), watching(step -> {})))
                .hasMessageContaining("sha256");
    }

    @Test
    void shouldHoldTrainingWhenTheShapeChanged() {
        // Given
        AdapterTrained parent = trained(execute("one", run(0, null), watching(step -> {})));
        Rounds.put(store, "r000002", List.of(qa("price", 1, "How much?", "90")));
        ModelConfig wider = new ModelConfig(base, null, training(4, 16), null, null);

        // When, then
        assertThatThrownBy(() -> execution("one")
                        .execute(run(1, parent.adapter()), wider, List.of(), stop, watching(step -> {})))
                .hasMessageContaining("consolidate");
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

    private RunEnd execute(String owner, NextRun run, RunListener listener) {
        return execution(owner).execute(run, model(4), List.of(), stop, listener);
    }

    private RunExecution execution(String owner) {
        return execution(owner, Duration.ofSeconds(30));
    }

    private RunExecution execution(String owner, Duration lease) {
        return new RunExecution(
                store,
                new BaseDirectories(store, directory.resolve("bases"), Map.of()),
                SIGNER,
                Clock.systemUTC(),
                owner,
                directory.resolve("work"),
                new RunExecution.Timing(lease, Duration.ofMinutes(1)));
    }

    private ModelConfig model(int epochs) {
        return new ModelConfig(base, null, training(epochs, 4), new ReplayConfig(0.0, 0.5), null);
    }

    private static TrainingConfig training(int epochs, int rank) {
        return new TrainingConfig(
                rank, 8.0, List.of("q_proj", "v_proj"), 1e-2, epochs, 1, 64, 6, 5000, 0.0, 0.05, 1.0, 1L);
    }

    private static NextRun run(int parent, @Nullable ArtifactRef adapter) {
        return parent == 0
                ? new NextRun("notes", "run-1", 0, null, List.of("r000001"), List.of(), 0)
                : new NextRun("notes", "run-2", parent, adapter, List.of("r000002"), List.of("r000001"), 0);
    }

    private static RunListener watching(Consumer<RecipeObserver.Step> each) {
        return new RunListener() {
            @Override
            public void planned(RunPlan plan, int done) {
                assertThat(plan.attempt()).isEqualTo("a001");
            }

            @Override
            public void step(RecipeObserver.Step step) {
                each.accept(step);
            }
        };
    }

    private static AdapterTrained trained(RunEnd end) {
        assertThat(end).isInstanceOf(RunEnd.Finished.class);
        return (AdapterTrained) ((RunEnd.Finished) end).result();
    }
}
