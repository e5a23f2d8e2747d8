package dev.alluvium.evaluator.stats;

/**
 * Widens bounds over facts by what another training seed might have given: the two errors are independent, so their
 * squares add up. A verdict then holds for what the round teaches, and not for the luck of one seed.
 *
 * @param deviation of the suite's mean between seeds, as {@link SeedVariance} measures it; 0 widens nothing
 */
public record SeedSpread(double deviation) {
    public static final SeedSpread NONE = new SeedSpread(0);

    public SeedSpread {
        if (!(deviation >= 0)) {
            throw new IllegalArgumentException("deviation=" + deviation + ": must not be negative; 0 is none");
        }
    }

    /** A lower bound of {@code estimate}, widened; unchanged where there is no deviation. */
    public double lower(double estimate, double bound, double confidence) {
        return deviation == 0 ? bound : estimate - radius(estimate - bound, confidence);
    }

    /** An upper bound of {@code estimate}, widened. */
    public double upper(double estimate, double bound, double confidence) {
        return deviation == 0 ? bound : estimate + radius(bound - estimate, confidence);
    }

    /** Of the mean as a share of something. */
    public SeedSpread per(double whole) {
        return new SeedSpread(deviation / whole);
    }

    private double radius(double ofFacts, double confidence) {
        return Math.hypot(Math.max(0, ofFacts), NormalDistribution.quantile(confidence) * deviation);
    }
}
