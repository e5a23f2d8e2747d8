package dev.alluvium.bench.seeds;

import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.gate.Observations;
import dev.alluvium.evaluator.gate.SuiteScores;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A line of the measurement's file: one round of one world, trained with one seed.
 *
 * @param suites what the version lost of each fact, by suite, in an order that no seed changes; a gain is negative
 */
public record SeedOutcome(
        long world, String kind, long seed, boolean promoted, SortedMap<String, List<Double>> suites) {
    public SeedOutcome {
        suites = Collections.unmodifiableSortedMap(new TreeMap<>(suites));
    }

    static SeedOutcome of(long world, String kind, long seed, EvaluationOutcome outcome) {
        Observations seen = outcome.observations();
        SortedMap<String, List<Double>> suites = new TreeMap<>();
        put(suites, "new-facts", seen.newFacts());
        put(suites, "earlier-facts", seen.earlierFacts());
        put(suites, "general", seen.general());
        return new SeedOutcome(world, kind, seed, outcome.verdict().promotes(), suites);
    }

    private static void put(SortedMap<String, List<Double>> suites, String name, SuiteScores scores) {
        if (scores.facts() > 0) {
            suites.put(name, Arrays.stream(scores.losses()).boxed().toList());
        }
    }
}
