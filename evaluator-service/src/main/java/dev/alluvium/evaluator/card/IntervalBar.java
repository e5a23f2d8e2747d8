package dev.alluvium.evaluator.card;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import java.util.Locale;

/** A rule's estimate, bound and threshold on one line from 0 to 1. */
final class IntervalBar {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 22;
    private static final int MARGIN = 8;

    private IntervalBar() {}

    /** Empty for a rule without a share. */
    static String of(RuleResult rule) {
        Double value = rule.value();
        Double threshold = rule.threshold();
        if (value == null || threshold == null) {
            return "";
        }
        Double bound = rule.bound();
        String colour = rule.status() == Status.FAILED ? "bad" : rule.status() == Status.PASSED ? "good" : "plain";
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"bar\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s, limit %s\">"
                        + "<line class=\"axis\" x1=\"%d\" y1=\"11\" x2=\"%d\" y2=\"11\"/>",
                WIDTH,
                HEIGHT,
                Html.percent(value),
                Html.percent(threshold),
                MARGIN,
                WIDTH - MARGIN));
        if (bound != null) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"range %s\" x1=\"%.1f\" y1=\"11\" x2=\"%.1f\" y2=\"11\"/>",
                    colour,
                    x(bound),
                    x(value)));
        }
        return svg.append(String.format(
                        Locale.ROOT,
                        "<line class=\"limit\" x1=\"%.1f\" y1=\"2\" x2=\"%.1f\" y2=\"20\"/>"
                                + "<circle class=\"%s\" cx=\"%.1f\" cy=\"11\" r=\"5\"/></svg>",
                        x(threshold),
                        x(threshold),
                        colour,
                        x(value)))
                .toString();
    }

    private static double x(double share) {
        return MARGIN + Math.max(0, Math.min(1, share)) * (WIDTH - 2 * MARGIN);
    }
}
