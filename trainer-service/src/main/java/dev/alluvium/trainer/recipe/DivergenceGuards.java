package dev.alluvium.trainer.recipe;

import java.util.Optional;

/** Ends a run that has diverged, so that it costs no more time and yields no adapter. */
final class DivergenceGuards {
    /** Loss may grow to so many times what it was at first, and beyond {@link #HARMLESS} nats. */
    static final double GROWTH = 3;

    static final double HARMLESS = 6;

    /** Clipping tames a single gradient; an average so many times the first ones is a run that has left its path. */
    static final double STEEPER = 1000;

    private DivergenceGuards() {}

    /** Why the run must end, if it must. */
    static Optional<RecipeOutcome.Failed> check(RunMeasurements tally) {
        if (tally.step() < RunMeasurements.FIRST) {
            return Optional.empty();
        }
        if (tally.gradientNorm() == 0) {
            return failed(
                    "gradient-norm",
                    "no gradient reached the adapter in %d steps; check target-modules and loss-weights",
                    tally.step());
        }
        if (tally.gradientNorm() > STEEPER * tally.firstGradientNorm()) {
            return failed(
                    "gradient-norm",
                    "the gradient norm grew from %.3g to %.3g by step %d; try a lower learning-rate",
                    tally.firstGradientNorm(),
                    tally.gradientNorm(),
                    tally.step());
        }
        if (tally.step() > RunMeasurements.FIRST && tally.loss() > Math.max(HARMLESS, GROWTH * tally.firstLoss())) {
            return failed(
                    "exploding-loss",
                    "loss grew from %.2f to %.2f by step %d; try a lower learning-rate",
                    tally.firstLoss(),
                    tally.loss(),
                    tally.step());
        }
        return Optional.empty();
    }

    /** Why a run that came to its end gives no adapter all the same. */
    static Optional<RecipeOutcome.Failed> checkEnd(RunMeasurements tally) {
        Validation validation = tally.validation();
        return validation != null && validation.fruitless()
                ? failed(
                        "no-improvement",
                        "the validation loss was %.3f before training and %.3f at best, after step %d;"
                                + " try another learning-rate or more epochs",
                        validation.first(),
                        validation.best(),
                        validation.bestStep())
                : Optional.empty();
    }

    private static Optional<RecipeOutcome.Failed> failed(String reason, String detail, Object... values) {
        return Optional.of(new RecipeOutcome.Failed(reason, detail.formatted(values)));
    }
}
