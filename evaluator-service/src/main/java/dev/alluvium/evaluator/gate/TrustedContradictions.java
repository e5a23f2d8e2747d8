package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;

import dev.alluvium.contracts.evaluation.RuleResult;

/**
 * Records that contradict trusted probes which nobody replaced. Beyond the limit, and from three facts on, either the
 * feed lies or the probes are old: both need a person.
 */
final class TrustedContradictions implements GateRule {
    static final String NAME = "contradictions";
    static final int LEAST = 3;

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        Contradictions found = seen.contradictions();
        if (found.probedFacts() == 0) {
            return RuleResults.notApplicable(NAME, "no fact of the round has a trusted probe");
        }
        int count = found.contradicted().size();
        boolean failed = count >= LEAST && found.share() > thresholds.contradictions();
        String detail = "records contradict the trusted probes of " + count + " of " + found.probedFacts() + " facts ("
                + percent(found.share()) + ")"
                + (failed ? "; if the records are right, replace these probes and requeue the round, or approve" : "");
        return RuleResults.point(
                NAME, !failed, found.share(), thresholds.contradictions(), found.probedFacts(), detail);
    }
}
