package dev.alluvium.evaluator.user;

import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.gate.UserSuiteScores;
import dev.alluvium.evaluator.suite.Suite;
import dev.alluvium.evaluator.suite.VersionPredictions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cases of a user's own, against the champion.
 *
 * @param called as configured
 * @param floor least share that must pass; null for none
 * @param maxLoss largest loss that passes; null for none
 */
public record UserSuite(
        String called,
        List<EvaluationCase> cases,
        @Nullable Double floor,
        @Nullable Double maxLoss) implements Suite {
    public UserSuite {
        cases = List.copyOf(cases);
    }

    /**
     * The suite that a file's text describes.
     *
     * @throws dev.alluvium.settings.binder.ConfigException with every problem: place, key, value, rule and remedy
     */
    public static UserSuite of(
            String name, String file, String text, @Nullable Double floor, @Nullable Double maxLoss) {
        return new UserSuite(name, SuiteFile.parse(file, text), floor, maxLoss);
    }

    @Override
    public String name() {
        return "suite." + called;
    }

    @Override
    public double reference(EvaluationCase fact, VersionPredictions predictions) {
        return predictions.champion().score(fact);
    }

    /** What the gate looks at. */
    public UserSuiteScores measured(VersionPredictions predictions) {
        return new UserSuiteScores(name(), scores(predictions), floor, maxLoss);
    }
}
