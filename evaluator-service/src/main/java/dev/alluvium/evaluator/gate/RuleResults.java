package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import java.util.Locale;

/** Makes the results of rules, in the words of the decision card. */
final class RuleResults {
    private RuleResults() {}

    static RuleResult compared(
            String rule, boolean passed, double value, double bound, double threshold, int facts, String detail) {
        return new RuleResult(rule, passed ? Status.PASSED : Status.FAILED, value, bound, threshold, facts, detail);
    }

    static RuleResult point(String rule, boolean passed, double value, double threshold, int facts, String detail) {
        return new RuleResult(rule, passed ? Status.PASSED : Status.FAILED, value, null, threshold, facts, detail);
    }

    static RuleResult notApplicable(String rule, String detail) {
        return new RuleResult(rule, Status.NOT_APPLICABLE, null, null, null, 0, detail);
    }

    /** There is too little to judge by, which never promotes. */
    static RuleResult unjudged(String rule, String detail) {
        return new RuleResult(rule, Status.INCONCLUSIVE, null, null, null, 0, detail);
    }

    static RuleResult missing(String rule, SuiteScores suite) {
        return missing(rule, suite.facts(), suite.expected());
    }

    static RuleResult missing(String rule, int scored, int expected) {
        String detail = scored + " of " + expected + " facts were scored; all of them are needed";
        return new RuleResult(rule, Status.MISSING, null, null, null, scored, detail);
    }

    static RuleResult with(RuleResult result, Status status) {
        return new RuleResult(
                result.rule(),
                status,
                result.value(),
                result.bound(),
                result.threshold(),
                result.facts(),
                result.detail());
    }

    /** What is certain of a share that must reach {@code floor}, and whether that is enough. */
    static String surelyAbove(double bound, double floor) {
        return "surely above " + percent(bound) + "; " + percent(floor) + " is asked";
    }

    /** What is certain of a loss that must stay within {@code limit}. */
    static String surelyBelow(double bound, double limit) {
        return "surely below " + percent(bound) + "; " + percent(limit) + " is allowed";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
