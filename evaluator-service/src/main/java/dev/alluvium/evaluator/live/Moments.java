package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Baseline.Sample;

/**
 * Number, mean and variance of the values of one arm's units, in constant memory.
 *
 * <p>A unit's value changes with each of its requests, so values can be replaced. Sums are kept about the first value, which keeps
 * the squares small.
 */
final class Moments {
    /** Two values a half apart from the mean: no sample is so even that its variance is taken for 0. */
    private static final double PRIOR_WEIGHT = 2;

    private static final double PRIOR_VARIANCE = 0.25;

    private long units;
    private double origin;
    private double sum;
    private double squares;

    void add(double value) {
        if (units == 0) {
            origin = value;
        }
        units++;
        sum += value - origin;
        squares += (value - origin) * (value - origin);
    }

    /** Puts a unit's new value in place of its old one. */
    void replace(double before, double after) {
        sum += after - before;
        squares += (after - origin) * (after - origin) - (before - origin) * (before - origin);
    }

    /** Takes a unit out. */
    void remove(double value) {
        units--;
        sum -= value - origin;
        squares -= (value - origin) * (value - origin);
    }

    /** What is known of the mean. */
    Sample sample() {
        return new Sample(units, mean(), varianceOfMean());
    }

    long units() {
        return units;
    }

    /** The mean over units; 0 without any. */
    double mean() {
        return units == 0 ? 0 : origin + sum / units;
    }

    /** The variance of the mean, the units' own variance shrunk towards {@value #PRIOR_VARIANCE}. */
    double varianceOfMean() {
        double spread = units == 0 ? 0 : Math.max(0, squares - sum * sum / units);
        double variance = (spread + PRIOR_WEIGHT * PRIOR_VARIANCE) / (Math.max(0, units - 1) + PRIOR_WEIGHT);
        return variance / Math.max(1, units);
    }
}
