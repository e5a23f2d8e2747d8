package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.knowledge.facts.FactUnits;
import dev.alluvium.knowledge.wording.HoldOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Samples facts and makes evaluation cases of them: from trusted probes where there are some, else from held-out
 * wordings, else from reserved templates.
 */
final class EvaluationCaseSampler {
    /** No fact is asked more often than this, but by trusted probes: these are all asked. */
    static final int MOST_PROBES = 4;

    private EvaluationCaseSampler() {}

    /**
     * A uniform sample of the units that can be asked about, sorted; documents and conversations cannot.
     *
     * @param seed the units with the least hash of it are drawn
     */
    static List<EvaluationCase> sample(
            Map<String, List<CleanRecord>> facts, TrustedProbes trusted, FactUnits units, int most, String seed) {
        SortedMap<String, List<List<CleanRecord>>> byUnit = new TreeMap<>();
        facts.forEach((fact, records) ->
                byUnit.computeIfAbsent(units.of(fact), key -> new ArrayList<>()).add(records));
        return byUnit.keySet().stream()
                .sorted(Comparator.comparing(unit -> Digest.id(seed, unit)))
                .flatMap(unit -> ask(unit, byUnit.getOrDefault(unit, List.of()), trusted).stream())
                .limit(most)
                .sorted(Comparator.comparing(EvaluationCase::fact))
                .toList();
    }

    private static Optional<EvaluationCase> ask(String unit, List<List<CleanRecord>> languages, TrustedProbes trusted) {
        List<Probe> probes = languages.stream()
                .flatMap(records -> probes(records, trusted).stream())
                .toList();
        Instant revision = languages.stream()
                .map(records -> records.get(0).revision())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return probes.isEmpty()
                ? Optional.empty()
                : Optional.of(EvaluationCase.best(unit, revision, probes, MOST_PROBES));
    }

    private static List<Probe> probes(List<CleanRecord> records, TrustedProbes trusted) {
        List<Probe> own = trusted.of(records.get(0).fact());
        return own.isEmpty() ? HoldOut.split(records, List.of()).probes() : own;
    }
}
