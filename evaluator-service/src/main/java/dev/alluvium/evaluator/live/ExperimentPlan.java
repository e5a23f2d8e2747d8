package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.TrialPlan;
import java.time.Duration;
import java.time.Instant;

/**
 * The plan of an experiment: everything that was settled before its first outcome.
 *
 * @param share of units that get the challenger, in (0, 1); one half in a shadow experiment, whose units are in both arms
 * @param minOutcomes units with a score, of both arms together, below which nobody wins; the confidence sequence is narrowest there
 * @param maxDuration after which an undecided experiment ends
 * @param alpha chance that a challenger which is no better is promoted, or one that is no worse is called so
 * @param guardsOnly whether scores decide nothing
 * @param shadow whether users see nothing of the challenger, which then never wins
 * @param guards limits that end the experiment at once
 */
public record ExperimentPlan(
        double share,
        int minOutcomes,
        Duration maxDuration,
        double alpha,
        boolean guardsOnly,
        boolean shadow,
        GuardLimits guards,
        Instant startedAt) {
    /** The largest variance of a score in [0, 1]. */
    private static final double SCORE_VARIANCE = 0.25;

    private static final double BOTH = 0.5;

    public ExperimentPlan {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share=" + share + ": must be above 0 and below 1");
        }
    }

    /** One that splits users. */
    public ExperimentPlan(
            double share,
            int minOutcomes,
            Duration maxDuration,
            double alpha,
            boolean guardsOnly,
            GuardLimits guards,
            Instant startedAt) {
        this(share, minOutcomes, maxDuration, alpha, guardsOnly, false, guards, startedAt);
    }

    /** The plan of an experiment that the registry started. */
    public static ExperimentPlan of(Canary canary) {
        TrialPlan plan = canary.plan();
        return new ExperimentPlan(
                plan.shadows() ? BOTH : plan.share(),
                plan.minOutcomes(),
                plan.maxDuration(),
                plan.alpha(),
                plan.shadows() || plan.guardsOnly(),
                plan.shadows(),
                GuardLimits.DEFAULT,
                canary.startedAt());
    }

    /** When an undecided experiment ends. */
    public Instant endsAt() {
        return startedAt.plus(maxDuration);
    }

    ConfidenceSequence sequence(double chance) {
        return ConfidenceSequence.narrowestAt(information(minOutcomes * (1 - share), minOutcomes * share), chance);
    }

    /** What so many units of each arm tell of the difference of their scores at least. */
    static double information(double champions, double challengers) {
        return 1 / (SCORE_VARIANCE * (1 / challengers + 1 / champions));
    }
}
