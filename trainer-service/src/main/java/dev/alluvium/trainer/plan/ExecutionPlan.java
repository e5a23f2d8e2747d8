package dev.alluvium.trainer.plan;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.memory.MemoryModel;
import dev.alluvium.model.memory.StepShape;
import dev.alluvium.model.memory.WeightFormat;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.settings.Checkpointing;
import dev.alluvium.trainer.recipe.BatchPlan;
import dev.alluvium.trainer.recipe.LoraFinetuneRecipe;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the batches of a run are worked off on the machine at hand. It changes nothing of what is learnt but the last
 * bits, and is therefore fixed with the plan.
 *
 * @param microRows rows that one forward and backward pass handles; a batch's gradients are summed over such parts
 * @param checkpointing whether layers are computed again in the backward pass
 * @param format of the base's weights
 * @param machine that the attempt began on, with the threads that it takes
 * @param estimated bytes that a step takes beside the base's weights
 * @param available bytes that were free for it
 */
public record ExecutionPlan(
        int microRows,
        boolean checkpointing,
        WeightFormat format,
        NumericsEnvironment machine,
        long estimated,
        long available) {
    /**
     * As many rows at a time as fit, rather than checkpointing; and with checkpointing where not even one row does.
     *
     * @param mostRows after a lack of memory, fewer than before
     */
    public static ExecutionPlan of(
            DecoderConfig config,
            WeightFormat format,
            TrainingSettings settings,
            BatchPlan batches,
            int mostRows,
            RunResources resources) {
        Checkpointing wish = settings.options().checkpointing();
        int rows = Math.max(1, Math.min(batches.rows(), mostRows));
        NumericsEnvironment machine = resources.machine(config);
        long available = resources.memory();
        @Nullable ExecutionPlan plan = null;
        for (boolean checkpointing : new boolean[] {false, true}) {
            if (wish == Checkpointing.AUTO || checkpointing == (wish == Checkpointing.ON)) {
                plan = fitting(config, format, settings, batches.width(), rows, checkpointing, machine, available);
                if (plan.fits()) {
                    return plan;
                }
            }
        }
        return Objects.requireNonNull(plan);
    }

    /** Whether the estimate stays within what was free; if not, training tries all the same, a row at a time. */
    public boolean fits() {
        return estimated <= available;
    }

    /** How the recipe works its steps off. */
    public LoraFinetuneRecipe.Split split() {
        return new LoraFinetuneRecipe.Split(microRows, checkpointing);
    }

    /** One forward and backward pass, every place taken for a label. */
    public StepShape step(int width, TrainingSettings settings) {
        return step(microRows, width, checkpointing, settings);
    }

    private static StepShape step(int rows, int width, boolean checkpointing, TrainingSettings settings) {
        int tokens = Math.max(1, width);
        return new StepShape(
                rows, tokens, rows * tokens, checkpointing, settings.options().dropout() > 0);
    }

    private static ExecutionPlan fitting(
            DecoderConfig config,
            WeightFormat format,
            TrainingSettings settings,
            int width,
            int rows,
            boolean checkpointing,
            NumericsEnvironment machine,
            long available) {
        long bytes = bytes(config, format, settings, width, rows, checkpointing);
        return bytes <= available || rows == 1
                ? new ExecutionPlan(rows, checkpointing, format, machine, bytes, available)
                : fitting(config, format, settings, width, rows / 2, checkpointing, machine, available);
    }

    private static long bytes(
            DecoderConfig config,
            WeightFormat format,
            TrainingSettings settings,
            int width,
            int rows,
            boolean checkpointing) {
        return new MemoryModel(config, format)
                .training(settings.shape(), step(rows, width, checkpointing, settings))
                .step();
    }
}
