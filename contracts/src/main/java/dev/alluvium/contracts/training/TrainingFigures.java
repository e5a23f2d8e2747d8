package dev.alluvium.contracts.training;

import org.jspecify.annotations.Nullable;

/**
 * What a run measured: losses in nats per target token, tokens without padding.
 *
 * @param steps done; fewer than planned where the run stopped early
 * @param validationLoss the least on wordings set aside; null where none were
 * @param bestStep after which the adapter had it: its weights are these
 */
public record TrainingFigures(
        int records,
        int examples,
        int steps,
        long tokens,
        double seconds,
        double tokensPerSecond,
        double firstLoss,
        double lastLoss,
        double replayShare,
        @Nullable Double validationLoss,
        @Nullable Integer bestStep) {
    /** Of a run without validation. */
    public TrainingFigures(
            int records,
            int examples,
            int steps,
            long tokens,
            double seconds,
            double tokensPerSecond,
            double firstLoss,
            double lastLoss,
            double replayShare) {
        this(records, examples, steps, tokens, seconds, tokensPerSecond, firstLoss, lastLoss, replayShare, null, null);
    }
}
