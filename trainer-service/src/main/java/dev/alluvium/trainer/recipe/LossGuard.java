package dev.alluvium.trainer.recipe;

import java.util.Optional;

/** Ends a run that has gone wrong for good, so that it costs no more time. */
final class LossGuard {
    /** Loss may grow to so many times what it was at first, and beyond {@link #HARMLESS} nats. */
    static final double GROWTH = 3;

    static final double HARMLESS = 6;

    private LossGuard() {}

    /** Why the run must end, if it must. */
    static Optional<RecipeOutcome.Failed> check(Tally tally) {
        if (tally.step() > Tally.FIRST && tally.loss() > Math.max(HARMLESS, GROWTH * tally.firstLoss())) {
            return Optional.of(new RecipeOutcome.Failed(
                    "exploding-loss",
                    "loss grew from %.2f to %.2f by step %d; try a lower learning-rate"
                            .formatted(tally.firstLoss(), tally.loss(), tally.step())));
        }
        return Optional.empty();
    }
}
