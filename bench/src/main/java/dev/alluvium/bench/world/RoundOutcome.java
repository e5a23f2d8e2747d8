package dev.alluvium.bench.world;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.SortedMap;

/**
 * A line of the experiment's result: one round of one world.
 *
 * @param step 1, but for the rounds of a series: 2 to 5
 */
public record RoundOutcome(
        long world,
        String kind,
        int step,
        RoundVerdict verdict,
        double trainSeconds,
        SortedMap<String, Double> figures) {

    /** Whether a good gate decides so. */
    @JsonIgnore
    public boolean right() {
        return RoundKind.of(kind).right(verdict);
    }
}
