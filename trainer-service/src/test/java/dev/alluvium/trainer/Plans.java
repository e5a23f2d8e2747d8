package dev.alluvium.trainer;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.knowledge.wording.WithheldWordings;
import dev.alluvium.model.memory.WeightFormat;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.trainer.plan.ExecutionPlan;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.PlanInputs;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.plan.RunPlan.RecordCounts;
import dev.alluvium.trainer.recipe.BatchPlan;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans of attempts that train nothing. */
public final class Plans {
    /** The machine of every plan. */
    public static final NumericsEnvironment MACHINE = new NumericsEnvironment("2.7.1", "amd64/AVX2", 1, "cpu");

    private static final TrainingSettings SETTINGS =
            TrainingSettings.resolve(ModelConfig.onBase("tiny"), BaseProfile.NONE);
    private static final BatchPlan NO_BATCHES =
            new BatchPlan(0, 0, List.of(), 0, 0, 0, 0, 0, 0, 0, WithheldWordings.NONE, null);

    private Plans() {}

    /** A run's first attempt. */
    public static RunPlan first(NextRun run) {
        return plan(run, "a001", null, List.of());
    }

    /** A run's first attempt; {@code erased} is null in a plan of an earlier version. */
    public static RunPlan leavingOut(NextRun run, @Nullable List<ErasedFact> erased) {
        return plan(run, "a001", null, erased);
    }

    /** The attempt that follows the first. */
    public static RunPlan second(NextRun run, @Nullable String because) {
        return plan(run, "a002", because, List.of());
    }

    private static RunPlan plan(
            NextRun run, String attempt, @Nullable String because, @Nullable List<ErasedFact> erased) {
        return new RunPlan(
                PlanInputs.of(run, attempt, "tiny", null, null),
                erased,
                run.retry(),
                SETTINGS,
                SETTINGS.hash(),
                NO_BATCHES,
                new ExecutionPlan(4, false, WeightFormat.FP32, MACHINE, 1, 2),
                because,
                new RecordCounts(0, 0, 0),
                Instant.EPOCH);
    }
}
