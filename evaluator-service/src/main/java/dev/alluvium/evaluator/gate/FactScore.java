package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.record.ProbeTier;

/**
 * How well one fact is known: the unit of every rule. All wordings of a fact in all languages are one score.
 *
 * @param tier the tier of the probes asked; a fact is asked at its best tier alone
 * @param reference share of its probes that it is measured against: the champion's, or the best in its ancestry
 * @param candidate share of its probes that the candidate passed
 */
public record FactScore(String fact, ProbeTier tier, double reference, double candidate) {
    public FactScore {
        if (!(reference >= 0 && reference <= 1 && candidate >= 0 && candidate <= 1)) {
            throw new IllegalArgumentException(fact + ": " + reference + " and " + candidate + " must be shares");
        }
    }

    /** What the candidate lost against the reference; negative for a gain. */
    public double loss() {
        return reference - candidate;
    }
}
