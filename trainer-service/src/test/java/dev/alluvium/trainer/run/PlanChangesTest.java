package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.training.PlanChange;
import dev.alluvium.model.TrainingSnapshot;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.trainer.Plans;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.ResumePoint;
import dev.alluvium.trainer.recipe.RunMeasurements;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanChangesTest {
    private static final NumericsEnvironment HERE = Plans.MACHINE;
    private static final NumericsEnvironment THERE = new NumericsEnvironment("2.7.1", "amd64/AVX512", 1, "cpu");

    private static RunPlan plan(@Nullable String because) {
        NextRun run = new NextRun("notes", "run-1", 0, null, null, List.of("r000001"), List.of(), 0);
        return Plans.second(run, because);
    }

    private static Optional<Checkpoints.Saved> saved(int step, NumericsEnvironment machine, List<PlanChange> changes) {
        RunMeasurements tally = new RunMeasurements(step, 1, 1, 1, 1, 1, 1, null);
        ResumePoint resume = new ResumePoint(new TrainingSnapshot(step, new TreeMap<>()), tally);
        return Optional.of(new Checkpoints.Saved(resume, List.of(), machine, changes));
    }

    @Test
    void shouldHaveNoneWhereTheFirstPlanIsCarriedOut() {
        assertThat(PlanChanges.of(plan(null), Optional.empty(), HERE).all()).isEmpty();
        assertThat(PlanChanges.of(plan(null), saved(5, HERE, List.of()), HERE).all())
                .isEmpty();
    }

    @Test
    void shouldSayWhyAnotherAttemptFollowed() {
        assertThat(PlanChanges.of(plan("attempt a001 ran out of memory"), Optional.empty(), HERE)
                        .all())
                .containsExactly(new PlanChange("a002", 0, "attempt a001 ran out of memory"));
    }

    @Test
    void shouldSayFromWhichStepAnotherMachineWentOnAndKeepItInLaterResumes() {
        // Given
        PlanChanges moved = PlanChanges.of(plan(null), saved(5, HERE, List.of()), THERE);

        // When
        PlanChanges stayed = PlanChanges.of(plan(null), saved(9, THERE, moved.all()), THERE);

        // Then
        assertThat(stayed).isEqualTo(moved);
        assertThat(moved.all()).singleElement().satisfies(change -> {
            assertThat(change.step()).isEqualTo(5);
            assertThat(change.why()).contains("AVX512", "AVX2");
        });
    }
}
