package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.evaluator.free.ContentKind;
import dev.alluvium.evaluator.free.FreeTexts;
import dev.alluvium.knowledge.facts.CurrentFacts;
import dev.alluvium.knowledge.facts.FactUnits;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.settings.GateMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All cases of one evaluation.
 *
 * @param newFacts the rounds' new and changed facts
 * @param earlierFacts a uniform sample of the other live facts
 * @param superseded those of the new facts that replace a live value
 * @param texts free-form answers or documents, whichever the round is judged by, answers where it is judged by facts; of
 *     earlier ones both, as a round of one kind can make the model forget the other
 * @param probedFacts how many of the rounds' facts have trusted probes
 * @param contradictions records of the rounds against trusted probes
 */
public record EvaluationSet(
        List<EvaluationCase> newFacts,
        List<EvaluationCase> earlierFacts,
        List<SupersededCase> superseded,
        FreeTexts texts,
        int probedFacts,
        List<Contradiction> contradictions) {
    /** The most new facts that are asked about. */
    public static final int MOST_NEW = 240;

    /** The most earlier or general facts that are asked about. */
    public static final int MOST_OTHER = 120;

    public EvaluationSet {
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
     * @param profile as configured
     * @param seed of the samples; the same seed draws the same ones
     */
    public static EvaluationSet of(
            List<RoundContent> ancestry,
            List<RoundContent> rounds,
            TrustedProbes trusted,
            GateMode profile,
            String seed) {
        TrainingSet set = TrainingSet.of(ancestry, rounds);
        FactUnits units = new FactUnits(union(set));
        Sorted fresh = Sorted.of(set.round(), trusted, profile);
        List<EvaluationCase> newFacts =
                EvaluationCaseSampler.sample(fresh.of(ContentKind.FACT), trusted, units, MOST_NEW, seed);
        Set<String> stated = set.round().keySet().stream().map(units::of).collect(Collectors.toSet());
        SortedMap<String, List<CleanRecord>> others = new TreeMap<>(set.history());
        others.keySet().removeIf(fact -> stated.contains(units.of(fact)));
        Sorted earlier = Sorted.of(others, trusted, profile);
        GateMode resolved = ContentKind.profile(profile, (set.round().isEmpty() ? earlier : fresh).kinds());
        List<Contradiction> contradictions = ContradictedProbes.of(set.round(), trusted, units);
        long probed = set.round().keySet().stream()
                .filter(fact -> !trusted.of(fact).isEmpty())
                .map(units::of)
                .distinct()
                .count();
        return new EvaluationSet(
                newFacts,
                EvaluationCaseSampler.sample(earlier.of(ContentKind.FACT), trusted, units, MOST_OTHER, seed),
                SupersededCases.of(
                        newFacts, set.round(), CurrentFacts.of(ancestry).facts(), units),
                texts(resolved, fresh, earlier, seed),
                (int) probed,
                contradictions);
    }

    private static FreeTexts texts(GateMode profile, Sorted fresh, Sorted earlier, String seed) {
        ContentKind kind = profile == GateMode.DOCUMENTS ? ContentKind.DOCUMENT : ContentKind.OPEN;
        return new FreeTexts(
                profile,
                FreeTexts.sample(fresh.of(kind), MOST_NEW, seed),
                FreeTexts.sample(earlier.texts(), MOST_OTHER, seed));
    }

    /** Facts by what they are to an evaluation. */
    private record Sorted(Map<ContentKind, SortedMap<String, List<CleanRecord>>> byKind) {
        static Sorted of(SortedMap<String, List<CleanRecord>> facts, TrustedProbes trusted, GateMode profile) {
            Map<ContentKind, SortedMap<String, List<CleanRecord>>> sorted = new EnumMap<>(ContentKind.class);
            facts.forEach((fact, records) -> sorted.computeIfAbsent(
                            ContentKind.of(records, !trusted.of(fact).isEmpty(), profile), kind -> new TreeMap<>())
                    .put(fact, records));
            return new Sorted(sorted);
        }

        SortedMap<String, List<CleanRecord>> of(ContentKind kind) {
            return byKind.getOrDefault(kind, Collections.emptySortedMap());
        }

        SortedMap<String, List<CleanRecord>> texts() {
            SortedMap<String, List<CleanRecord>> texts = new TreeMap<>(of(ContentKind.OPEN));
            texts.putAll(of(ContentKind.DOCUMENT));
            return texts;
        }

        List<ContentKind> kinds() {
            return byKind.entrySet().stream()
                    .flatMap(entry -> Collections.nCopies(entry.getValue().size(), entry.getKey()).stream())
                    .toList();
        }
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
