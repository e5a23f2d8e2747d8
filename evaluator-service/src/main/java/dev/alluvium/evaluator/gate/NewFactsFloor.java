package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.Results.percent;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.evaluator.stats.ShareBounds;

/** The share of new facts known: its exact lower bound must reach the floor. */
final class NewFactsFloor implements GateRule {
    static final String NAME = "new-facts.floor";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        SuiteScores facts = seen.newFacts();
        if (facts.missing()) {
            return Results.missing(NAME, facts);
        }
        if (facts.facts() == 0) {
            return Results.notApplicable(NAME, "the round has no fact that can be asked about");
        }
        double share = facts.candidateMean();
        double bound = ShareBounds.lower(facts.candidateKnown(), facts.facts(), thresholds.confidence());
        int needed = ShareBounds.needed(facts.facts(), thresholds.floor(), thresholds.confidence());
        String detail = "knows " + percent(share) + " of " + facts.facts() + " new facts, at least " + percent(bound)
                + "; " + (needed > facts.facts() ? "too few facts to pass" : needed + " known facts would pass");
        return Results.compared(
                NAME, bound >= thresholds.floor(), share, bound, thresholds.floor(), facts.facts(), detail);
    }
}
