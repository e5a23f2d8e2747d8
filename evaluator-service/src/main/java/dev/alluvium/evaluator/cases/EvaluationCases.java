package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.dataset.facts.CurrentFacts;
import dev.alluvium.contracts.dataset.facts.RoundContent;
import dev.alluvium.contracts.dataset.facts.TrainingSet;
import dev.alluvium.contracts.record.CleanRecord;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that one evaluation asks.
 *
 * @param newFacts the rounds' new and changed facts
 * @param earlierFacts a uniform sample of the other live facts
 * @param superseded those of the new facts that replace a live value
 * @param probedFacts how many of the rounds' facts have trusted probes
 * @param contradictions records of the rounds against trusted probes
 */
public record EvaluationCases(
        List<FactCase> newFacts,
        List<FactCase> earlierFacts,
        List<SupersededCase> superseded,
        int probedFacts,
        List<Contradiction> contradictions) {
    /** The most new facts that are asked about. */
    public static final int MOST_NEW = 240;

    /** The most earlier or general facts that are asked about. */
    public static final int MOST_OTHER = 120;

    public EvaluationCases {
        newFacts = List.copyOf(newFacts);
        earlierFacts = List.copyOf(earlierFacts);
        superseded = List.copyOf(superseded);
        contradictions = List.copyOf(contradictions);
    }

    /**
     * Draws the cases.
     *
     * @param ancestry the rounds of the champion's ancestry, oldest first
     * @param rounds the rounds at hand, in order
     * @param seed of the samples; the same seed draws the same ones
     */
    public static EvaluationCases of(
            List<RoundContent> ancestry, List<RoundContent> rounds, TrustedProbes trusted, String seed) {
        TrainingSet set = TrainingSet.of(ancestry, rounds);
        FactUnits units = new FactUnits(union(set));
        List<FactCase> newFacts = AskedFacts.sample(set.round(), trusted, units, MOST_NEW, seed);
        Set<String> stated = set.round().keySet().stream().map(units::of).collect(Collectors.toSet());
        SortedMap<String, List<CleanRecord>> earlier = new TreeMap<>(set.history());
        earlier.keySet().removeIf(fact -> stated.contains(units.of(fact)));
        List<Contradiction> contradictions = ContradictedProbes.of(set.round(), trusted, units);
        long probed = set.round().keySet().stream()
                .filter(fact -> !trusted.of(fact).isEmpty())
                .map(units::of)
                .distinct()
                .count();
        return new EvaluationCases(
                newFacts,
                AskedFacts.sample(earlier, trusted, units, MOST_OTHER, seed),
                SupersededCases.of(
                        newFacts, set.round(), CurrentFacts.of(ancestry).facts(), units),
                (int) probed,
                contradictions);
    }

    private static TreeSet<String> union(TrainingSet set) {
        TreeSet<String> facts = new TreeSet<>(set.round().keySet());
        facts.addAll(set.history().keySet());
        return facts;
    }

    /** The facts that contradictions touch. */
    public List<String> contradicted() {
        return contradictions.stream()
                .map(Contradiction::fact)
                .distinct()
                .sorted()
                .toList();
    }
}
