package dev.alluvium.evaluator.gate;

import java.util.List;

/**
 * Records against trusted probes.
 *
 * @param probedFacts facts of the round that have trusted probes
 * @param contradicted those of them of which a record states something else than their probes expect
 */
public record Contradictions(int probedFacts, List<String> contradicted) {
    /** No fact of the round has a trusted probe. */
    public static final Contradictions NONE = new Contradictions(0, List.of());

    public Contradictions {
        contradicted = List.copyOf(contradicted);
    }

    /** Contradicted facts as a share of the trusted-probed ones. */
    public double share() {
        return probedFacts == 0 ? 0 : (double) contradicted.size() / probedFacts;
    }
}
