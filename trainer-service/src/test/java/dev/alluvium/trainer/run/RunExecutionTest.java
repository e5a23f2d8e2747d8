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
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.trainer.Await;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.adapter.ChatRewriter;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

        // When
        RunEnd end = execution("one").execute(run(1, parent.adapter()), wider(), List.of(), stop, watching(step -> {}));

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        RunEnd.Held.class, held -> assertThat(held.why()).contains("alluvium consolidate notes"));
        assertThat(new Attempts(store).newest("run-2")).isEmpty();
        assertThatThrownBy(() -> execution("one").forecast(run(1, parent.adapter()), wider(), List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alluvium consolidate notes");
    }

    @Test
    void shouldHoldTrainingWhenTheBaseWritesConversationsOtherwise() throws IOException {
        // Given
        AdapterTrained parent = trained(execute("one", run(0, null), watching(step -> {})));
        Rounds.put(store, "r000002", List.of(qa("price", 1, "How much?", "90")));
        Path worded = RandomBase.write(directory.resolve("worded"), 1);
        Files.writeString(
                worded.resolve("tokenizer_config.json"),
                PromptTemplate.tiny().toTokenizerConfig().replace("<|system|>", "<|system|> "));
        ModelConfig model = new ModelConfig(worded.toUri().toString(), null, training(4, 4), null, null);

        // When
        RunEnd end = execution("one").execute(run(1, parent.adapter()), model, List.of(), stop, watching(step -> {}));

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        RunEnd.Held.class,
                        held -> assertThat(held.why())
                                .contains(
                                        "version 1 was trained with the prompt template",
                                        "alluvium consolidate notes"));
        assertThat(new Attempts(store).newest("run-2")).isEmpty();
    }

    @Test
    void shouldTrainOnFromAChampionInItsOwnScale() {
        // Given
        AdapterTrained parent = trained(execution("one")
                .execute(
                        new NextRun("notes", "run-9", 0, null, null, List.of("r000001"), List.of(), 0),
                        rankStabilised(),
                        List.of(),
                        stop,
                        watching(step -> {})));
        Rounds.put(store, "r000002", List.of(qa("price", 1, "How much?", "90")));

        // When
        RunEnd same = execution("one")
                .execute(run(1, parent.adapter()), rankStabilised(), List.of(), stop, watching(step -> {}));
        RunEnd other = execute(
                "two",
                new NextRun("notes", "run-4", 1, parent.adapter(), null, List.of("r000002"), List.of("r000001"), 0),
                watching(step -> {}));

        // Then
        assertThat(trained(same).parent()).isEqualTo(1);
        assertThat(other)
                .isInstanceOfSatisfying(
                        RunEnd.Held.class, held -> assertThat(held.why()).contains("rankStabilised=true"));
    }

    private ModelConfig rankStabilised() {
        TrainingConfig own = new TrainingConfig(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, true);
        return new ModelConfig(base, null, own.over(training(4, 4)), new ReplayConfig(0.0, 0.5), null);
    }

    @Test
    void shouldRebuildFromTheBaseInAnotherShapeOnAllCurrentFacts() {
        // Given
        Rounds.put(store, "r000002", List.of(qa("weight", 2, "How heavy?", "4 kg")));
        NextRun rebuild = new NextRun(
                "notes", "run-3", 2, null, new Rebuild("o1", base), List.of(), List.of("r000001", "r000002"), 0);

        // When
        AdapterTrained result =
                trained(execution("one").execute(rebuild, wider(), List.of(), stop, watching(step -> {})));

        // Then
        RunPlan plan = new Attempts(store).newest("run-3").orElseThrow();
        assertThat(result.rounds()).isEmpty();
        assertThat(result.rebuild()).isEqualTo(new Rebuild("o1", base));
        assertThat(result.parent()).isEqualTo(2);
        assertThat(plan.records()).isEqualTo(2);
        assertThat(plan.superseded()).isEqualTo(1);
        assertThat(plan.batches().history()).isZero();
    }

    private ModelConfig wider() {
        return new ModelConfig(base, null, training(4, 16), null, null);
    }

    @Test
    void shouldBeginAnotherAttemptWithHalfTheRowsWhenMemoryRunsOut() {
        // Given
        ModelConfig wide = new ModelConfig(base, null, rows(4), null, null);
        List<RunPlan> plans = new ArrayList<>();

        // When
        AdapterTrained result =
                trained(execution("one").execute(run(0, null), wide, List.of(), stop, starving(plans, 2)));

        // Then
        assertThat(plans).extracting(plan -> plan.executed().microRows()).containsExactly(4, 2, 1);
        assertThat(plans).extracting(RunPlan::attempt).containsExactly("a001", "a002", "a003");
        assertThat(plans.get(2).because()).isEqualTo("attempt a002 ran out of memory with 2 rows at a time");
        assertThat(result.attempt()).isEqualTo("a003");
        assertThat(store.head(ObjectKeys.attemptManifest("run-1", "a001"))).isEmpty();
        assertThat(store.list(ObjectKeys.adapter("run-1", "a002"))).isEmpty();
    }

    @Test
    void shouldFailByNameWhenNotEvenOneRowFits() {
        // Given
        ModelConfig wide = new ModelConfig(base, null, rows(4), null, null);

        // When
        RunEnd end = execution("one").execute(run(0, null), wide, List.of(), stop, starving(new ArrayList<>(), 99));

        // Then
        assertThat(failed(end).reason()).isEqualTo("out-of-memory");
        assertThat(failed(end).detail()).contains("a003", "row-tokens");
        assertThat(store.list("runs/run-1/")).noneMatch(key -> key.contains("adapter"));
    }

    @Test
    void shouldFailByNameOnABaseThatNobodyCanLoad() throws IOException {
        // Given
        Path damaged = RandomBase.write(directory.resolve("damaged"), 1);
        Files.write(damaged.resolve("model.safetensors"), new byte[] {1, 2, 3});
        ModelConfig broken = new ModelConfig(damaged.toUri().toString(), null, training(4, 4), null, null);
        ModelConfig absent = new ModelConfig("file:///nowhere/base", null, training(4, 4), null, null);

        // When
        TrainingFailed onBroken =
                failed(execution("one").execute(run(0, null), broken, List.of(), stop, watching(step -> {})));
        TrainingFailed onAbsent =
                failed(execution("one").execute(run(0, null), absent, List.of(), stop, watching(step -> {})));

        // Then
        assertThat(onBroken.reason()).isEqualTo("bad-base");
        assertThat(onBroken.detail()).contains("model.safetensors");
        assertThat(onBroken.rounds()).containsExactly("r000001");
        assertThat(onAbsent.reason()).isEqualTo("bad-base");
        assertThat(onAbsent.detail()).contains("/nowhere/base");
    }

    @Test
    void shouldFailByNameOnABaseWithAFaultyProfile() throws IOException {
        // Given
        Path faulty = RandomBase.write(directory.resolve("faulty"), 1);
        Files.writeString(faulty.resolve("profile.yaml"), "training: { rank: -1 }");
        ModelConfig model = new ModelConfig(faulty.toUri().toString(), null, training(4, 4), null, null);

        // When
        TrainingFailed failed =
                failed(execution("one").execute(run(0, null), model, List.of(), stop, watching(step -> {})));

        // Then
        assertThat(failed.reason()).isEqualTo("bad-base");
        assertThat(failed.detail()).contains("training.rank=-1");
    }

    @Test
    void shouldFailByNameWhenTheLossIsNoNumber() {
        // Given
        TrainingConfig steep =
                new TrainingConfig(4, 8.0, List.of("q_proj", "v_proj"), 1e30, 4, 1, 64, 6, 5000, 0.0, 0.0, 1.0, 1L);

        // When
        RunEnd end = execution("one")
                .execute(
                        run(0, null),
                        new ModelConfig(base, null, steep, null, null),
                        List.of(),
                        stop,
                        watching(step -> {}));

        // Then
        assertThat(failed(end).reason()).isIn("nan", "exploding-loss");
        assertThat(store.list("runs/run-1/")).noneMatch(key -> key.contains("adapter"));
    }

    private static TrainingConfig rows(int rows) {
        return new TrainingConfig(4, 8.0, List.of("q_proj", "v_proj"), 1e-2, 2, rows, 64, 6, 5000, 0.0, 0.05, 1.0, 1L);
    }

    /** Fails the first step of so many attempts as torch does when it gets no memory. */
    private static RunListener starving(List<RunPlan> plans, int attempts) {
        return new RunListener() {
            @Override
            public void planned(RunPlan plan, int done) {
                plans.add(plan);
            }

            @Override
            public void step(RecipeObserver.Step step) {
                if (plans.size() <= attempts) {
                    throw new IllegalStateException(
                            "[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: not enough memory");
                }
            }
        };
    }

    private static TrainingFailed failed(RunEnd end) {
        assertThat(end).isInstanceOf(RunEnd.Finished.class);
        return (TrainingFailed) ((RunEnd.Finished) end).result();
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
                new RunExecution.Timing(lease, Duration.ofMinutes(1)),
                new RunExecution.Means(null, LoadOptions.cpu(), ChatRewriter::new));
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
                ? new NextRun("notes", "run-1", 0, null, null, List.of("r000001"), List.of(), 0)
                : new NextRun("notes", "run-2", parent, adapter, null, List.of("r000002"), List.of("r000001"), 0);
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
