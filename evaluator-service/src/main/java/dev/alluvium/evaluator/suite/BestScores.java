package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.EvaluationCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The best that any version of the champion's ancestry scored on a fact, by {@link EvaluationCase#digest()}: at the fact's
 * present revision and on the very same probes.
 */
public record BestScores(Map<String, Double> byDigest) {
    public BestScores {
        byDigest = Map.copyOf(byDigest);
    }

    /** No ancestor was ever evaluated. */
    public static BestScores none() {
        return new BestScores(Map.of());
    }

    /** What the candidate scored on the facts of the suites that a later version must not fall behind. */
    public static BestScores of(List<Suite> suites, VersionPredictions predictions) {
        Map<String, Double> scores = new HashMap<>();
        suites.stream()
                .filter(suite -> suite instanceof NewFactsSuite || suite instanceof EarlierFactsSuite)
                .forEach(suite -> suite.cases()
                        .forEach(fact -> scores.merge(fact.digest(), suite.score(fact, predictions), Math::max)));
        return new BestScores(scores);
    }

    /** The better of both for each fact. */
    public BestScores and(BestScores other) {
        Map<String, Double> best = new HashMap<>(byDigest);
        other.byDigest.forEach((digest, score) -> best.merge(digest, score, Math::max));
        return new BestScores(best);
    }

    /** The best score of a fact, at least {@code champion}'s. */
    public double of(EvaluationCase fact, double champion) {
        return Math.max(champion, byDigest.getOrDefault(fact.digest(), 0.0));
    }
}
