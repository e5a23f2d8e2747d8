package dev.alluvium.bench.serve;

import java.util.Collection;

/**
 * Of some times, in milliseconds. With fewer than a hundred of them the 99th percentile is the longest.
 *
 * @param count of times; all others are NaN where there are none
 */
public record Percentiles(int count, double p50, double p99, double max) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of times in nanoseconds, by the nearest rank. */
    public static Percentiles ofNanos(Collection<Long> times) {
        double[] sorted = times.stream()
                .mapToDouble(nanos -> nanos / NANOS_PER_MILLI)
                .sorted()
                .toArray();
        return new Percentiles(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
