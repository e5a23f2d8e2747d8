package dev.alluvium.contracts.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run measured: losses in nats per target token, tokens without padding.
 *
 * @param steps done; fewer than planned where the run stopped early
 * @param replayShare what was replayed as a share of the loss
 * @param validationLoss the least on wordings set aside; null where none were
 * @param bestStep after which the adapter had it: its weights are these
 * @param paraphrases null where no endpoint was asked for any
 * @param changes where the run left its first plan; null where it never did
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
        @Nullable Integer bestStep,
        @Nullable ParaphraseFigures paraphrases,
        @Nullable List<PlanChange> changes) {
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
        this(
                records,
                examples,
                steps,
                tokens,
                seconds,
                tokensPerSecond,
                firstLoss,
                lastLoss,
                replayShare,
                null,
                null,
                null,
                null);
    }

    /** With what becomes known beside the recipe. */
    public TrainingFigures with(@Nullable ParaphraseFigures reworded, List<PlanChange> changed) {
        return new TrainingFigures(
                records,
                examples,
                steps,
                tokens,
                seconds,
                tokensPerSecond,
                firstLoss,
                lastLoss,
                replayShare,
                validationLoss,
                bestStep,
                reworded,
                changed.isEmpty() ? null : List.copyOf(changed));
    }
}
