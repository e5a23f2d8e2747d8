package dev.alluvium.bench.world;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a gate made of a round, and the figures that decided it. */
public record JudgedRound(RoundVerdict verdict, SortedMap<String, Double> figures) {
    public JudgedRound {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }
}
