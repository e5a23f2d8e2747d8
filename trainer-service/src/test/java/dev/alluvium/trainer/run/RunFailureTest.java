package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static dev.alluvium.trainer.run.Trainers.FIRST;
import static dev.alluvium.trainer.run.Trainers.failed;
import static dev.alluvium.trainer.run.Trainers.trained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.PlanChange;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.trainer.Configs;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFailureTest {
    private static final String FOUR_ROWS = "epochs: 2, batch-rows: 4";

    @TempDir
    private static Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<RunPlan> plans = new ArrayList<>();
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
    void shouldBeginAnotherAttemptWithHalfTheRowsWhenMemoryRunsOut() {
        // When
        AdapterTrained result = trained(execute(trainers.model(FOUR_ROWS), starving(2)));

        // Then
        assertThat(plans).extracting(plan -> plan.execution().microRows()).containsExactly(4, 2, 1);
        assertThat(plans).extracting(RunPlan::attempt).containsExactly("a001", "a002", "a003");
        assertThat(plans.get(2).because()).isEqualTo("attempt a002 ran out of memory with 2 rows at a time");
        assertThat(result.attempt()).isEqualTo("a003");
        assertThat(store.head(ObjectKeys.attemptManifest("run-1", "a001"))).isEmpty();
        assertThat(store.list(ObjectKeys.adapter("run-1", "a002"))).isEmpty();
    }

    @Test
    void shouldFailByNameWhenNotEvenOneRowFits() {
        // When
        TrainingFailed failed = failed(execute(trainers.model(FOUR_ROWS), starving(99)));

        // Then
        assertThat(failed.reason()).isEqualTo("out-of-memory");
        assertThat(failed.detail()).contains("a003", "row-tokens");
        assertThat(store.list("runs/run-1/")).noneMatch(key -> key.contains("adapter"));
    }

    @Test
    void shouldGoOnByThePlanWhenAProcessDiedWithoutAWordOnce() {
        // Given
        interrupted();
        new StartMarkers(store, "run-1", "a001", "first").begin(1);

        // When
        AdapterTrained result = trained(execute(trainers.model(FOUR_ROWS), Trainers.eachPlan(plans::add)));

        // Then
        assertThat(plans).extracting(RunPlan::attempt).containsExactly("a001");
        assertThat(result.figures().changes()).isNull();
    }

    @Test
    void shouldBeginAnotherAttemptWithHalfTheRowsWhenProcessesDieWithoutAWordAtTheSameStep() {
        // Given
        interrupted();
        new StartMarkers(store, "run-1", "a001", "earlier").begin(0);
        new StartMarkers(store, "run-1", "a001", "first").begin(1);
        new StartMarkers(store, "run-1", "a001", "second").begin(1);

        // When
        AdapterTrained result = trained(execute(trainers.model(FOUR_ROWS), Trainers.eachPlan(plans::add)));

        // Then
        assertThat(plans).singleElement().satisfies(plan -> {
            assertThat(plan.attempt()).isEqualTo("a002");
            assertThat(plan.execution().microRows()).isEqualTo(2);
        });
        assertThat(result.figures().changes()).singleElement().satisfies(change -> {
            assertThat(change).isEqualTo(new PlanChange("a002", 0, change.why()));
            assertThat(change.why()).contains("a001 with 4 rows at a time ended 2 times after step 1 without a word");
        });
    }

    @Test
    void shouldKeepToThePlanWhenASingleRowAtATimeIsKilled() {
        // Given
        interrupted();
        new StartMarkers(store, "run-1", "a001", "first").begin(1);
        new StartMarkers(store, "run-1", "a001", "second").begin(1);
        new StartMarkers(store, "run-1", "a002", "third").begin(0);
        new StartMarkers(store, "run-1", "a002", "fourth").begin(0);
        new StartMarkers(store, "run-1", "a003", "fifth").begin(0);
        new StartMarkers(store, "run-1", "a003", "sixth").begin(0);
        for (int halved = 0; halved < 2; halved++) {
            assertThatThrownBy(() -> execute(trainers.model(FOUR_ROWS), Trainers.eachPlan(plan -> {
                        throw new IllegalStateException("away");
                    })))
                    .hasMessage("away");
        }

        // When
        AdapterTrained result = trained(execute(trainers.model(FOUR_ROWS), Trainers.eachPlan(plans::add)));

        // Then
        assertThat(plans).extracting(plan -> plan.execution().microRows()).containsExactly(1);
        assertThat(result.attempt()).isEqualTo("a003");
        assertThat(store.list("runs/run-1/a003/starts/")).isEmpty();
    }

    @Test
    void shouldFailByNameWhenASingleRowAtATimeIsKilledAgainAndAgain() {
        // Given
        ModelConfig oneRow = trainers.model("epochs: 2, batch-rows: 1");
        assertThatThrownBy(() -> execute(oneRow, Trainers.eachPlan(plan -> {
                    throw new IllegalStateException("away");
                })))
                .hasMessage("away");
        for (int process = 0; process < 5; process++) {
            new StartMarkers(store, "run-1", "a001", "process-" + process).begin(0);
        }

        // When
        TrainingFailed failed = failed(execute(oneRow, RunListener.NONE));

        // Then
        assertThat(failed.reason()).isEqualTo("out-of-memory");
        assertThat(failed.detail()).contains("a001 ended 5 times after step 0 without a word", "row-tokens");
    }

    @Test
    void shouldFailByNameOnABaseThatNobodyCanLoad() throws IOException {
        // Given
        Path damaged = RandomBase.write(directory.resolve("damaged"), 1);
        Files.write(damaged.resolve("model.safetensors"), new byte[] {1, 2, 3});

        // When
        TrainingFailed onBroken = failed(execute(on(damaged), RunListener.NONE));
        TrainingFailed onAbsent = failed(execute(on(Path.of("/nowhere/base")), RunListener.NONE));

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

        // When
        TrainingFailed failed = failed(execute(on(faulty), RunListener.NONE));

        // Then
        assertThat(failed.reason()).isEqualTo("bad-base");
        assertThat(failed.detail()).contains("training.rank=-1");
    }

    @Test
    void shouldFailByNameWhenTheLossIsNoNumber() {
        // When
        TrainingFailed failed = failed(execute(trainers.model("learning-rate: 1e30, warmup: 0"), RunListener.NONE));

        // Then
        assertThat(failed.reason()).isIn("nan", "exploding-loss");
        assertThat(store.list("runs/run-1/")).noneMatch(key -> key.contains("adapter"));
    }

    private static ModelConfig on(Path base) {
        return Configs.model(base.toUri().toString(), "");
    }

    private RunEnd execute(ModelConfig model, RunListener listener) {
        return trainers.execution(store, "one").execute(FIRST, model, List.of(), new StopSignal(), listener);
    }

    /** Leaves a first attempt with a checkpoint at its first step. */
    private void interrupted() {
        StopSignal stop = new StopSignal();
        RunEnd end = trainers.execution(store, "one")
                .execute(FIRST, trainers.model(FOUR_ROWS), List.of(), stop, Trainers.closingAfter(1, stop));
        assertThat(end).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.CLOSING));
    }

    /** Fails the first step of so many attempts as torch does when it gets no memory. */
    private RunListener starving(int attempts) {
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
}
