package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.EvaluationCase;
import java.util.List;

/** A sample of the facts that were live before, each against the best score in the champion's ancestry. */
public record EarlierFactsSuite(List<EvaluationCase> cases, BestScores best) implements Suite {
    @Override
    public String name() {
        return "earlier-facts";
    }

    @Override
    public double reference(EvaluationCase fact, VersionPredictions predictions) {
        return best.of(fact, predictions.champion().score(fact));
    }
}
