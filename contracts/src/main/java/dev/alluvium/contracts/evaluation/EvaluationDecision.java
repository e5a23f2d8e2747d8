package dev.alluvium.contracts.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;

/** The decision that a verdict ends in, in Argo's words. Only {@code Successful} ever promotes. */
public enum EvaluationDecision {
    SUCCESSFUL("Successful"),
    FAILED("Failed"),
    INCONCLUSIVE("Inconclusive"),
    ERROR("Error");

    private final String word;

    EvaluationDecision(String word) {
        this.word = word;
    }

    /** Whether the analysis reached its end with an answer. */
    public boolean completed() {
        return this == SUCCESSFUL || this == FAILED;
    }

    @JsonValue
    public String word() {
        return word;
    }
}
