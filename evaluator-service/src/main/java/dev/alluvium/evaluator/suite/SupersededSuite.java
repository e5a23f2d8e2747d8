package dev.alluvium.evaluator.suite;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.cases.SupersededCase;
import dev.alluvium.evaluator.match.AnswerMatching;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changed facts: how often their old value is still answered, and not the new one. Here a low score is good. */
public final class SupersededSuite implements Suite {
    private final Map<EvaluationCase, List<String>> oldValues = new LinkedHashMap<>();

    public SupersededSuite(List<SupersededCase> cases) {
        cases.forEach(one -> oldValues.put(one.asked(), one.oldValues()));
    }

    @Override
    public String name() {
        return "superseded";
    }

    @Override
    public List<EvaluationCase> cases() {
        return List.copyOf(oldValues.keySet());
    }

    @Override
    public double reference(EvaluationCase fact, VersionPredictions predictions) {
        return stale(fact, predictions.champion());
    }

    @Override
    public double score(EvaluationCase fact, VersionPredictions predictions) {
        return stale(fact, predictions.candidate());
    }

    private double stale(EvaluationCase fact, Predictions predictions) {
        List<String> old = oldValues.getOrDefault(fact, List.of());
        return fact.probes().stream()
                .mapToDouble(probe -> isStale(probe, predictions.reply(probe), old) ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** Where nothing is answered in words, the old value is chosen if the probe forbids it and fails. */
    private static boolean isStale(Probe probe, Prediction reply, List<String> old) {
        String answer = reply.answer();
        if (probe.matcher() == AnswerMatcher.CHOICE) {
            return !reply.passed()
                    && probe.forbid().stream()
                            .anyMatch(choice -> old.stream().anyMatch(value -> AnswerMatching.states(choice, value)));
        }
        return !AnswerMatching.states(answer, probe.expect())
                && old.stream().anyMatch(value -> AnswerMatching.states(answer, value));
    }
}
