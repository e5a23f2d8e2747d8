package dev.alluvium.simulation;

import java.util.List;

/** A seed under which something does not hold; the message says how to replay it. */
final class SimulationFailure extends RuntimeException {
    private final transient List<String> trace;

    SimulationFailure(long seed, Mutation mutation, Mix mix, List<String> trace, RuntimeException cause) {
        super(
                "seed " + seed + (mutation == Mutation.NONE ? "" : " with " + mutation) + ": " + cause.getMessage()
                        + "; replay with -Dsimulation.seed=" + seed
                        + (mix == Mix.USUAL ? "" : " -Dsimulation.mix=" + mix),
                cause);
        this.trace = List.copyOf(trace);
    }

    String trace() {
        return String.join("\n", trace);
    }
}
