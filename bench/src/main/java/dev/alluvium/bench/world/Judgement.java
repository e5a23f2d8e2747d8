package dev.alluvium.bench.world;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a gate made of a round, and the figures that decided it. */
public record Judgement(Verdict verdict, SortedMap<String, Double> figures) {
    public Judgement {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }
}
