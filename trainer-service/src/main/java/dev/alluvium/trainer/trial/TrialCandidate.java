package dev.alluvium.trainer.trial;

import dev.alluvium.trainer.recipe.TrainingSettings;

/** A combination of hyperparameters to try: those that depend most on the base. */
public record TrialCandidate(double learningRate, int rank, int epochs) {
    /** The settings with these values; alpha keeps its ratio to the rank. */
    public TrainingSettings in(TrainingSettings settings) {
        double alpha = settings.alpha() / settings.rank() * rank;
        return settings.with(learningRate, rank, alpha, epochs);
    }

    /** In one line. */
    @Override
    public String toString() {
        return "learning-rate %.3g, rank %d, %d epochs".formatted(learningRate, rank, epochs);
    }
}
