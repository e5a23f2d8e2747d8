package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.EvaluationCase;
import java.util.List;

/** The rounds' new and changed facts, against the champion. */
public record NewFactsSuite(List<EvaluationCase> cases) implements Suite {
    @Override
    public String name() {
        return "new-facts";
    }

    @Override
    public double reference(EvaluationCase fact, VersionPredictions predictions) {
        return predictions.champion().score(fact);
    }
}
