package dev.alluvium.settings;

import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.experiment.TrialPlan;
import dev.alluvium.settings.binder.RecordBinder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a version is tried on live traffic before it becomes champion; {@code guards-only} written in place of it promotes
 * after {@code max-duration} unless a guard breaks.
 *
 * @param share of users that the challenger answers, above 0 and at most a half
 * @param minOutcomes users with a reported outcome, in both arms together, below which nobody wins
 * @param maxDuration after which an experiment that shows nothing ends
 * @param alpha chance that a challenger which is no better is promoted
 * @param guardsOnly whether scores are left out and only guards decide
 * @param watch how long a version that users promoted may still be taken back by what they report; {@code off} (zero) for not at all
 * @param mode split, or shadow: then {@code share} is that of users whose questions the challenger is asked too
 */
@WhenOff(absent = true)
public record CanaryConfig(
        @Default("10%") double share,
        @Default("500") int minOutcomes,
        @Default("24h") Duration maxDuration,
        @Default("5%") double alpha,
        @Default("off") boolean guardsOnly,
        @Default("split") TrialMode mode,
        @Default("1h") Duration watch) {
    /** A tenth of the users, 500 outcomes, a day, 5 %, and an hour's watch. */
    public static final CanaryConfig DEFAULT = RecordBinder.defaults(CanaryConfig.class);

    /** As the default, but scores are left out. */
    public static final CanaryConfig GUARDS_ONLY = new CanaryConfig(
            DEFAULT.share, DEFAULT.minOutcomes, DEFAULT.maxDuration, DEFAULT.alpha, true, DEFAULT.mode, DEFAULT.watch);

    /** Fewer say nothing whatever they say. */
    public static final int LEAST_OUTCOMES = 60;

    private static final double MOST = 0.5;

    public CanaryConfig {
        if (!(share > 0 && share <= MOST)) {
            throw new IllegalArgumentException("share=" + share
                    + ": must be above 0 and at most 50%, so that the champion keeps most users; try 10%");
        }
        ConfigChecks.atLeast("min-outcomes", minOutcomes, LEAST_OUTCOMES);
        if (maxDuration.isZero() || maxDuration.isNegative()) {
            throw new IllegalArgumentException(
                    "max-duration=" + maxDuration + ": must be longer than nothing; try 24h");
        }
        if (watch.isNegative()) {
            throw new IllegalArgumentException("watch=" + watch + ": must not be negative; try 1h, or off");
        }
        if (!(alpha > 0 && alpha < MOST)) {
            throw new IllegalArgumentException("alpha=" + alpha + ": must be above 0 and below 50%; try 5%");
        }
    }

    /** The same with another share, and another least number of outcomes and mode unless these are null. */
    public CanaryConfig with(double otherShare, @Nullable Integer otherOutcomes, @Nullable TrialMode otherMode) {
        return new CanaryConfig(
                otherShare,
                otherOutcomes == null ? minOutcomes : otherOutcomes,
                maxDuration,
                alpha,
                guardsOnly,
                otherMode == null ? mode : otherMode,
                watch);
    }

    /** The same with another watch, unless that is null. */
    public CanaryConfig watched(@Nullable Duration other) {
        return other == null ? this : new CanaryConfig(share, minOutcomes, maxDuration, alpha, guardsOnly, mode, other);
    }

    /** As an event keeps it: whatever the configuration becomes, an experiment goes on as it was ordered. */
    public TrialPlan plan() {
        return new TrialPlan(share, minOutcomes, maxDuration, alpha, guardsOnly, mode, watch);
    }
}
