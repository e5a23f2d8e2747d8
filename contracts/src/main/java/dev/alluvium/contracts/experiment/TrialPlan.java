package dev.alluvium.contracts.experiment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The plan of an experiment as the log keeps it. Defaults and checks of the configuration do not apply to it, whatever
 * they are when it is read.
 *
 * @param share of users that the challenger answers, or whose questions it is asked too
 * @param minOutcomes users with a reported outcome, in both arms together, below which nobody wins
 * @param maxDuration after which an experiment that shows nothing ends
 * @param alpha chance that a challenger which is no better is promoted
 * @param guardsOnly whether scores are left out and only guards decide
 * @param mode null in events from before there was a choice, which split users
 * @param watch zero for none; null in events from before it could be set
 */
public record TrialPlan(
        Double share,
        Integer minOutcomes,
        Duration maxDuration,
        Double alpha,
        boolean guardsOnly,
        @Nullable TrialMode mode,
        @Nullable Duration watch) {
    /** What events that name no watch stand for; it is part of the log's format. */
    private static final Duration UNNAMED_WATCH = Duration.ofHours(1);

    /** How the challenger is tried. */
    public TrialMode modeOrSplit() {
        return mode == null ? TrialMode.SPLIT : mode;
    }

    /** Whether users see nothing of it. */
    public boolean shadows() {
        return mode == TrialMode.SHADOW;
    }

    /** How long a version that it promotes is watched. */
    public Duration watchTime() {
        return watch == null ? UNNAMED_WATCH : watch;
    }

    /** Whether a version that it promotes is watched. */
    public boolean watches() {
        return !watchTime().isZero();
    }
}
