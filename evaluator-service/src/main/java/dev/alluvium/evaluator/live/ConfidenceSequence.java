package dev.alluvium.evaluator.live;

/**
 * Intervals for a mean that all hold at once, however often and whenever one looks: the two-sided normal mixture (Robbins 1970;
 * Howard, Ramdas, McAuliffe and Sekhon 2021, in the form of Waudby-Smith et al. 2021 for means of unknown variance).
 *
 * <p>An estimate of variance V carries the information v = 1/V. Estimate times v moves like a Brownian motion in v, also if the
 * units' values change while new ones come (Scharfstein, Tsiatis and Robins 1997), and leaves
 * ±√((v+ρ)·ln((v+ρ)/(ρα²))) with probability α at most. It holds asymptotically: the least number of units before anything is
 * concluded is part of the method, and {@code LiveErrorRatesTest} shows what comes out.
 */
public final class ConfidenceSequence {
    private static final int ITERATIONS = 50;

    private final double alpha;
    private final double rho;

    private ConfidenceSequence(double alpha, double rho) {
        this.alpha = alpha;
        this.rho = rho;
    }

    /**
     * The sequence that is narrowest once the information reaches {@code information}.
     *
     * @param alpha chance that the truth is ever outside
     * @param information must not depend on what is observed
     */
    public static ConfidenceSequence narrowestAt(double information, double alpha) {
        if (!(alpha > 0 && alpha < 1 && information > 0)) {
            throw new IllegalArgumentException("alpha=" + alpha + ", information=" + information + ": out of range");
        }
        double constant = 1 - 2 * Math.log(alpha);
        double x = constant;
        for (int i = 0; i < ITERATIONS; i++) {
            x = constant + Math.log(x);
        }
        return new ConfidenceSequence(alpha, information / (x - 1));
    }

    /** The interval around {@code estimate}, whose variance is {@code variance}. */
    public Interval around(double estimate, double variance) {
        double information = 1 / variance;
        double mixed = information + rho;
        double radius = Math.sqrt(mixed * Math.log(mixed / (rho * alpha * alpha))) / information;
        return new Interval(estimate - radius, estimate, estimate + radius);
    }
}
