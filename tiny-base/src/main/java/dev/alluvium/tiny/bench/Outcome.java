package dev.alluvium.tiny.bench;

import java.util.SortedMap;

/** A line of the experiment's result: one round of one world. */
public record Outcome(
        long world,
        String kind,
        boolean promoted,
        boolean right,
        double trainSeconds,
        SortedMap<String, Double> figures) {}
