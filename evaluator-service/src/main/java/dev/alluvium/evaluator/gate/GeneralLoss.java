package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.Results.percent;

import dev.alluvium.contracts.evaluation.RuleResult;

/** What was lost of the base's general facts, against the better of base and champion; a point estimate. */
final class GeneralLoss implements GateRule {
    static final String NAME = "general";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        SuiteScores facts = seen.general();
        if (facts.missing()) {
            return Results.missing(NAME, facts);
        }
        if (facts.facts() == 0) {
            return Results.notApplicable(NAME, "the base has no general suite");
        }
        double loss = facts.meanLoss();
        boolean passed = loss <= thresholds.generalLoss();
        return Results.point(
                NAME,
                passed,
                loss,
                thresholds.generalLoss(),
                facts.facts(),
                "general facts went from " + percent(facts.referenceMean()) + " to " + percent(facts.candidateMean())
                        + (passed
                                ? ""
                                : "; a larger replay.general keeps more of them, long answers need several times as much"));
    }
}
