package dev.alluvium.contracts.evaluation;

import dev.alluvium.contracts.record.ProbeTier;
import java.util.List;

/**
 * What the gate decided on a version.
 *
 * @param evidence the weakest tier that the new-facts rules rest on
 * @param needsApproval true if every rule passed but the evidence is below {@code gate.evidence}, or the gate could not judge a
 *     forced round: the version waits for an operator
 * @param reason one sentence: what decided, and what happens next
 */
public record Verdict(
        EvaluationDecision decision, ProbeTier evidence, boolean needsApproval, String reason, List<RuleResult> rules) {
    public Verdict {
        rules = List.copyOf(rules);
    }

    /** Nothing could be judged; {@code reason} says why and what happens next. */
    public static Verdict error(String reason) {
        return new Verdict(EvaluationDecision.ERROR, ProbeTier.TEMPLATE, false, reason, List.of());
    }

    /** Whether it lets a version become champion with nobody asked. */
    public boolean promotes() {
        return decision == EvaluationDecision.SUCCESSFUL && !needsApproval;
    }
}
