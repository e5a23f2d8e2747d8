package dev.alluvium.evaluator.cases;

import java.util.List;

/** A changed fact, asked as a new one, and the values that were true before. */
public record SupersededCase(EvaluationCase asked, List<String> oldValues) {
    public SupersededCase {
        oldValues = List.copyOf(oldValues);
    }
}
