package dev.alluvium.contracts.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * One rule of the gate.
 *
 * @param rule such as {@code new-facts.floor}
 * @param value the point estimate, as a share or in the suite's unit
 * @param bound the one-sided bound that was compared, where the rule compares one
 * @param threshold what it was compared with
 * @param facts how many facts it rests on
 * @param detail one sentence: what it means and what would have passed
 */
public record RuleResult(
        String rule,
        Status status,
        @Nullable Double value,
        @Nullable Double bound,
        @Nullable Double threshold,
        int facts,
        String detail) {
    /** {@code NOT_APPLICABLE}: the suite has no case; {@code MISSING}: fewer than were expected; {@code ADVISORY}: never decides. */
    public enum Status {
        PASSED,
        FAILED,
        INCONCLUSIVE,
        NOT_APPLICABLE,
        MISSING,
        ADVISORY
    }
}
