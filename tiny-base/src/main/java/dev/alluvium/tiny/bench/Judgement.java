package dev.alluvium.tiny.bench;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether a round was promoted, and the figures that decided it. */
public record Judgement(boolean promoted, SortedMap<String, Double> figures) {
    public Judgement {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }
}
