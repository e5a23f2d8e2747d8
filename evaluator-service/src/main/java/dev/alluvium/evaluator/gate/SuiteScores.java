package dev.alluvium.evaluator.gate;

import java.util.List;

/**
 * What one suite measured.
 *
 * @param expected how many facts should have been scored; fewer scores than that fail closed
 */
public record SuiteScores(int expected, List<FactScore> scores) {
    /** A suite that has nothing to ask. */
    public static final SuiteScores NONE = new SuiteScores(0, List.of());

    public SuiteScores {
        scores = List.copyOf(scores);
    }

    /** Every expected fact was scored. */
    public static SuiteScores complete(List<FactScore> scores) {
        return new SuiteScores(scores.size(), scores);
    }

    public int facts() {
        return scores.size();
    }

    /** Whether a fact that should have been scored was not. */
    public boolean missing() {
        return scores.size() < expected;
    }

    /** Sum of the candidate's scores: so many facts are known. */
    public double candidateKnown() {
        return scores.stream().mapToDouble(FactScore::candidate).sum();
    }

    /** Mean of the candidate's scores; 0 without facts. */
    public double candidateMean() {
        return scores.isEmpty() ? 0 : candidateKnown() / scores.size();
    }

    /** Mean of what the candidate is measured against; 0 without facts. */
    public double referenceMean() {
        return scores.stream().mapToDouble(FactScore::reference).average().orElse(0);
    }

    /** Mean of what the candidate lost against the reference; 0 without facts. */
    public double meanLoss() {
        return scores.stream().mapToDouble(FactScore::loss).average().orElse(0);
    }

    /** Loss of each fact, in order. */
    public double[] losses() {
        return scores.stream().mapToDouble(FactScore::loss).toArray();
    }
}
