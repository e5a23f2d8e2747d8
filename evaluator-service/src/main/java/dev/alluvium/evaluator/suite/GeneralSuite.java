package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.EvaluationCase;
import java.util.List;

/**
 * The base's general facts, against whichever knows more of them, base or champion: the base never moves, so rounds
 * cannot wear it down bit by bit.
 */
public record GeneralSuite(List<EvaluationCase> cases) implements Suite {
    @Override
    public String name() {
        return "general";
    }

    @Override
    public double reference(EvaluationCase fact, VersionPredictions predictions) {
        return better(predictions).score(fact);
    }

    private Predictions better(VersionPredictions predictions) {
        return known(predictions.base()) > known(predictions.champion()) ? predictions.base() : predictions.champion();
    }

    private double known(Predictions predictions) {
        return cases.stream().mapToDouble(predictions::score).sum();
    }
}
