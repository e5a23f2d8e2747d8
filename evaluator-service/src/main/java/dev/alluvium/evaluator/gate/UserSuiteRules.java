package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import java.util.ArrayList;
import java.util.List;

/** The rules of a suite of the user's own: point estimates, as its cases are no sample of anything; advisory without limits. */
final class UserSuiteRules {
    private UserSuiteRules() {}

    static List<RuleResult> judge(UserSuiteScores suite) {
        SuiteScores scores = suite.scores();
        if (scores.missing()) {
            return List.of(RuleResults.missing(suite.suite(), scores));
        }
        String detail = "passed " + percent(scores.candidateMean()) + " of " + scores.facts() + " cases, the champion "
                + percent(scores.referenceMean());
        List<RuleResult> rules = new ArrayList<>();
        Double floor = suite.floor();
        if (floor != null) {
            double share = scores.candidateMean();
            rules.add(
                    RuleResults.point(suite.suite() + ".floor", share >= floor, share, floor, scores.facts(), detail));
        }
        Double maxLoss = suite.maxLoss();
        if (maxLoss != null) {
            double loss = scores.meanLoss();
            rules.add(
                    RuleResults.point(suite.suite() + ".loss", loss <= maxLoss, loss, maxLoss, scores.facts(), detail));
        }
        return rules.isEmpty()
                ? List.of(new RuleResult(
                        suite.suite(), Status.ADVISORY, scores.candidateMean(), null, null, scores.facts(), detail))
                : rules;
    }
}
