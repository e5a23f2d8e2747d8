package dev.alluvium.trainer.run;

import dev.alluvium.trainer.recipe.RecipeObserver;

/** One line of a run's {@code metrics.jsonl}. */
public record MetricPoint(
        int step, int epoch, double loss, double averageLoss, double learningRate, double gradientNorm, long tokens) {
    static MetricPoint of(RecipeObserver.Step step) {
        return new MetricPoint(
                step.tally().step(),
                step.epoch(),
                step.loss(),
                step.tally().loss(),
                step.learningRate(),
                step.gradientNorm(),
                step.tally().tokens());
    }
}
