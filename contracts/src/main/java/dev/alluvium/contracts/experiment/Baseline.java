package dev.alluvium.contracts.experiment;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a champion had served its users until an experiment ended; its successor is compared with it. A baseline never
 * changes, so that every comparison gives the same result.
 *
 * @param version that was champion
 * @param metrics what was measured of it, by the metric's code
 */
public record Baseline(int version, SortedMap<String, Sample> metrics) {
    /**
     * One metric, averaged over each user's requests first.
     *
     * @param units users, sessions or requests that have it
     * @param variance of the mean, in squares of its unit
     */
    public record Sample(long units, double mean, double variance) {}

    public Baseline {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
