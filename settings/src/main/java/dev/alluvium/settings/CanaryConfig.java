package dev.alluvium.settings;

import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.experiment.TrialPlan;
import java.time.Duration;
import java.util.Objects;
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
        @Nullable Double share,
        @Nullable Integer minOutcomes,
        @Nullable Duration maxDuration,
        @Nullable Double alpha,
        @Nullable Boolean guardsOnly,
        @Nullable TrialMode mode,
        @Nullable Duration watch) {
    /** A tenth of the users, 500 outcomes, a day, 5 %, and an hour's watch. */
    public static final CanaryConfig DEFAULT = new CanaryConfig(null, null, null, null, null);

    /** As the default, but scores are left out. */
    public static final CanaryConfig GUARDS_ONLY = new CanaryConfig(null, null, null, null, true);

    /** Fewer say nothing whatever they say. */
    public static final int LEAST_OUTCOMES = 60;

    private static final double MOST = 0.5;

    public CanaryConfig {
        share = share == null ? Double.valueOf(0.1) : share;
        minOutcomes = minOutcomes == null ? Integer.valueOf(500) : minOutcomes;
        maxDuration = maxDuration == null ? Duration.ofDays(1) : maxDuration;
        alpha = alpha == null ? Double.valueOf(0.05) : alpha;
        guardsOnly = guardsOnly != null && guardsOnly;
        mode = mode == null ? TrialMode.SPLIT : mode;
        watch = watch == null ? Duration.ofHours(1) : watch;
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

    /** One that splits users, with the usual watch. */
    public CanaryConfig(
            @Nullable Double share,
            @Nullable Integer minOutcomes,
            @Nullable Duration maxDuration,
            @Nullable Double alpha,
            @Nullable Boolean guardsOnly) {
        this(share, minOutcomes, maxDuration, alpha, guardsOnly, null, null);
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
        return new TrialPlan(
                Objects.requireNonNull(share),
                Objects.requireNonNull(minOutcomes),
                Objects.requireNonNull(maxDuration),
                Objects.requireNonNull(alpha),
                Boolean.TRUE.equals(guardsOnly),
                mode,
                watch);
    }
}
