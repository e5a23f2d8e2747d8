package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The trusted probes of a model's facts, at one moment. What stands in {@code probes.v1} was written by a prober, so it
 * is trusted whatever tier it names.
 */
public record TrustedProbes(Map<String, List<Probe>> byFact) {
    public TrustedProbes {
        byFact = Map.copyOf(byFact);
    }

    /** No fact has any. */
    public static TrustedProbes none() {
        return new TrustedProbes(Map.of());
    }

    /** The last entry of each fact. */
    public static TrustedProbes of(Collection<FactProbes> entries) {
        return new TrustedProbes(entries.stream()
                .filter(entry -> !entry.probes().isEmpty())
                .collect(Collectors.toMap(
                        FactProbes::fact,
                        entry -> entry.probes().stream()
                                .map(TrustedProbes::trusted)
                                .toList())));
    }

    /** The probes of a fact; empty if it has none. */
    public List<Probe> of(String fact) {
        return byFact.getOrDefault(fact, List.of());
    }

    private static Probe trusted(Probe probe) {
        return new Probe(
                probe.prompt(), probe.matcher(), probe.expect(), probe.forbid(), ProbeTier.TRUSTED, probe.language());
    }
}
