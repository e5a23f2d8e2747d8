package dev.alluvium.evaluator.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * One-sided exact bounds of a share (Clopper and Pearson 1934).
 *
 * <p>{@code known} need not be whole: a fact known in half of its probes counts half. Scores between 0 and 1 vary less
 * than coins of the same mean, so the bounds are then on the safe side.
 */
public final class ShareBounds {
    private ShareBounds() {}

    /**
     * The largest lower bound that holds with {@code confidence}.
     *
     * @param known sum of the facts' scores, in [0, facts]
     * @param confidence such as 0.95
     */
    public static double lower(double known, int facts, double confidence) {
        check(known, facts, confidence);
        return known <= 0 ? 0 : BetaDistribution.quantile(1 - confidence, known, facts - known + 1);
    }

    /** The smallest upper bound that holds with {@code confidence}. */
    public static double upper(double known, int facts, double confidence) {
        check(known, facts, confidence);
        return known >= facts ? 1 : BetaDistribution.quantile(confidence, known + 1, facts - known);
    }

    /** The chance that at least {@code known} of {@code facts} are known where each is with probability {@code share}. */
    public static double reaches(int known, int facts, double share) {
        if (known < 0 || known > facts || facts < 1) {
            throw new IllegalArgumentException(known + " known of " + facts + " facts is no share");
        }
        return known == 0 ? 1 : BetaDistribution.cumulative(share, known, facts - known + 1.0);
    }

    /**
     * The least whole number of known facts whose lower bound reaches {@code floor}; more than {@code facts} if none.
     *
     * @param lower the lower bound of so many known
     */
    public static int needed(int facts, double floor, DoubleUnaryOperator lower) {
        int known = (int) Math.ceil(floor * facts);
        while (known <= facts && lower.applyAsDouble(known) < floor) {
            known++;
        }
        return known;
    }

    private static void check(double known, int facts, double confidence) {
        if (facts < 1 || !(known >= 0 && known <= facts)) {
            throw new IllegalArgumentException(known + " known of " + facts + " facts is no share");
        }
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence=" + confidence + ": must be above 0.5 and below 1; try 95%");
        }
    }
}
