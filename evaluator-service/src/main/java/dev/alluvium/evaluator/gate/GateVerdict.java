package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.GateMode;
import java.util.List;

/**
 * What the gate decided.
 *
 * @param profile what the round was judged by
 * @param evidence the weakest tier that the new-facts rules rest on
 * @param needsApproval whether an operator must decide: the evidence is too weak, or there is too little to judge by
 * @param reason one sentence: what decided, and what happens next
 */
public record GateVerdict(
        EvaluationDecision decision,
        GateMode profile,
        ProbeTier evidence,
        boolean needsApproval,
        List<RuleResult> rules,
        String reason) {
    public GateVerdict {
        rules = List.copyOf(rules);
    }

    /** Whether this verdict lets a version become champion with nobody asked. */
    public boolean promotes() {
        return decision == EvaluationDecision.SUCCESSFUL && !needsApproval;
    }
}
