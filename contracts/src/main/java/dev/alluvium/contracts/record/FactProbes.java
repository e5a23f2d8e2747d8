package dev.alluvium.contracts.record;

import java.time.Instant;
import java.util.List;

/** All probes of a fact: a new list replaces the old one. */
public record FactProbes(String model, String fact, List<Probe> probes, Instant at) {
    public FactProbes {
        probes = List.copyOf(probes);
    }
}
