package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.dataset.wording.HoldOut;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns facts into cases: trusted probes where there are some, else held-out wordings, else reserved templates. */
final class AskedFacts {
    /** No fact is asked more often than this. */
    static final int MOST_PROBES = 4;

    private AskedFacts() {}

    /** One case for each unit that can be asked about; documents and conversations cannot. */
    static List<FactCase> of(Map<String, List<CleanRecord>> facts, TrustedProbes trusted, FactUnits units) {
        SortedMap<String, List<Probe>> probes = new TreeMap<>();
        SortedMap<String, Instant> revisions = new TreeMap<>();
        facts.forEach((fact, records) -> {
            String unit = units.of(fact);
            probes.computeIfAbsent(unit, key -> new ArrayList<>()).addAll(probes(fact, records, trusted));
            revisions.merge(unit, records.get(0).revision(), (one, other) -> one.isAfter(other) ? one : other);
        });
        List<FactCase> cases = new ArrayList<>();
        probes.forEach((unit, asked) -> {
            if (!asked.isEmpty()) {
                cases.add(FactCase.best(unit, revisions.getOrDefault(unit, Instant.EPOCH), asked, MOST_PROBES));
            }
        });
        return cases;
    }

    private static List<Probe> probes(String fact, List<CleanRecord> records, TrustedProbes trusted) {
        List<Probe> own = trusted.of(fact);
        return own.isEmpty() ? HoldOut.split(records, List.of()).probes() : own;
    }
}
