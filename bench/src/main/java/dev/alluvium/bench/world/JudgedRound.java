package dev.alluvium.bench.world;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A gate's verdict on a round, and the figures that decided it. */
public record JudgedRound(RoundVerdict verdict, SortedMap<String, Double> figures) {
    public JudgedRound {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }
}
