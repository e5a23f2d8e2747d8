package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;

import dev.alluvium.contracts.evaluation.RuleResult;

/** How often the old value of a changed fact is still answered; a point estimate. */
final class SupersededValues implements GateRule {
    static final String NAME = "superseded";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        SuiteScores facts = seen.superseded();
        if (facts.missing()) {
            return RuleResults.missing(NAME, facts);
        }
        if (facts.facts() == 0) {
            return RuleResults.notApplicable(NAME, "the round replaces no live value");
        }
        double stale = facts.candidateMean();
        return RuleResults.point(
                NAME,
                stale <= thresholds.stale(),
                stale,
                thresholds.stale(),
                facts.facts(),
                "answers the old value of " + percent(stale) + " of " + facts.facts() + " changed facts");
    }
}
