package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.gate.FactScore;
import dev.alluvium.evaluator.gate.SuiteScores;
import java.util.List;

/** A set of cases, and what the candidate is measured against on each. */
public interface Suite {
    /** Such as {@code new-facts}. */
    String name();

    /** In the order in which they are scored. */
    List<EvaluationCase> cases();

    /** What the candidate's score of a fact is compared with. */
    double reference(EvaluationCase fact, VersionPredictions predictions);

    /** The candidate's score of a fact. */
    default double score(EvaluationCase fact, VersionPredictions predictions) {
        return predictions.candidate().score(fact);
    }

    /** The scores of all facts. */
    default SuiteScores scores(VersionPredictions predictions) {
        return new SuiteScores(
                cases().size(),
                cases().stream()
                        .map(fact -> new FactScore(
                                fact.fact(), fact.tier(), reference(fact, predictions), score(fact, predictions)))
                        .toList());
    }
}
