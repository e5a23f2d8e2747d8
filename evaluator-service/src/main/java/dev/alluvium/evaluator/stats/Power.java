package dev.alluvium.evaluator.stats;

/** How small a loss so many facts can show. */
public final class Power {
    /** A loss that is seen so often is said to be seen. */
    public static final double USUAL = 0.8;

    private Power() {}

    /**
     * The least share of lost facts that the sign test tells from none in {@value #USUAL} of all evaluations, where nothing
     * else changes: so many losses without a gain are too many for chance. More than 1 if no loss could be seen.
     *
     * @param confidence of the test, such as 0.95
     */
    public static double detectableLoss(int facts, double confidence) {
        int needed = (int) Math.ceil(Math.log(1 - confidence) / Math.log(0.5) - 1e-12);
        return needed > facts
                ? Double.POSITIVE_INFINITY
                : BetaDistribution.quantile(USUAL, needed, facts - needed + 1.0);
    }
}
