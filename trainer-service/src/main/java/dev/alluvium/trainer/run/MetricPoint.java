package dev.alluvium.trainer.run;

import dev.alluvium.runtime.metrics.ProcessMemory;
import dev.alluvium.trainer.recipe.RecipeObserver;
import org.jspecify.annotations.Nullable;

/**
 * One line of a run's {@code metrics.jsonl}. Losses are in nats per target token.
 *
 * @param validationLoss of the newest evaluation; null where no wordings are set aside
 * @param gradientNorm before clipping
 * @param tokens so far, without padding
 * @param seconds spent in steps so far
 * @param memoryBytes resident memory of the process; -1 where the system does not say
 */
public record MetricPoint(
        int step,
        int epoch,
        double loss,
        double averageLoss,
        @Nullable Double validationLoss,
        double learningRate,
        double gradientNorm,
        long tokens,
        double seconds,
        long memoryBytes) {
    static MetricPoint of(RecipeObserver.Step step) {
        return new MetricPoint(
                step.tally().step(),
                step.epoch(),
                step.loss(),
                step.tally().loss(),
                step.tally().validationLoss(),
                step.learningRate(),
                step.gradientNorm(),
                step.tally().tokens(),
                step.tally().seconds(),
                ProcessMemory.resident());
    }
}
