package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Tier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trusted probes of a model's facts: the fold of {@code probes.v1}, in which a new list replaces the old one. What
 * stands there was written by a prober, so it is trusted whatever tier it names.
 */
public record TrustedProbes(Map<String, List<Probe>> byFact) {
    public TrustedProbes {
        byFact = Map.copyOf(byFact);
    }

    /** Before the first probe. */
    public static TrustedProbes none() {
        return new TrustedProbes(Map.of());
    }

    /** After one more entry of a fact; null withdraws its probes. */
    public TrustedProbes with(String fact, @Nullable FactProbes entry) {
        Map<String, List<Probe>> next = new HashMap<>(byFact);
        List<Probe> probes = entry == null ? List.of() : entry.probes();
        if (probes.isEmpty()) {
            next.remove(fact);
        } else {
            next.put(fact, probes.stream().map(TrustedProbes::trusted).toList());
        }
        return new TrustedProbes(next);
    }

    /** The probes of a fact; empty if it has none. */
    public List<Probe> of(String fact) {
        return byFact.getOrDefault(fact, List.of());
    }

    private static Probe trusted(Probe probe) {
        return new Probe(
                probe.prompt(), probe.matcher(), probe.expect(), probe.forbid(), Tier.TRUSTED, probe.language());
    }
}
