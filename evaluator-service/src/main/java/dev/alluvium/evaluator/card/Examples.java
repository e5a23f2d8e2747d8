package dev.alluvium.evaluator.card;

import dev.alluvium.evaluator.report.CaseReport;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.FactReport;
import dev.alluvium.evaluator.report.Highlights;
import dev.alluvium.evaluator.report.SuiteReport;
import java.util.Comparator;
import java.util.List;

/** Facts by example: the question, what was expected, and what champion and candidate said. */
final class Examples {
    private static final int MOST = 5;

    private Examples() {}

    static String of(EvaluationReport report) {
        Highlights facts = report.highlights();
        return section(report, "Learnt", "new-facts", facts.learnt(), true)
                + section(report, "Not learnt", "new-facts", facts.missed(), false)
                + section(report, "Forgotten", "earlier-facts", facts.forgotten(), false)
                + section(report, "General answers lost", SuiteReport.KEPT, lost(report), false)
                + section(report, "Still answers the old value", "superseded", facts.stale(), true);
    }

    private static List<String> lost(EvaluationReport report) {
        return report.suites().stream()
                .filter(suite -> suite.suite().equals(SuiteReport.KEPT))
                .flatMap(suite -> suite.facts().stream())
                .filter(fact -> fact.candidate() < fact.reference())
                .map(FactReport::fact)
                .distinct()
                .toList();
    }

    private static String section(
            EvaluationReport report, String title, String suite, List<String> facts, boolean passed) {
        if (facts.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        report.suites().stream()
                .filter(each -> each.suite().equals(suite))
                .map(SuiteReport::facts)
                .flatMap(List::stream)
                .filter(fact -> facts.contains(fact.fact()))
                .limit(MOST)
                .forEach(fact -> rows.append(row(fact, passed)));
        return "<h3>" + title + "</h3><div class=\"scroll\"><table class=\"examples\"><thead><tr><th>fact</th>"
                + "<th>asked</th><th>expected</th><th>champion</th><th>this version</th></tr></thead><tbody>" + rows
                + "</tbody></table></div>";
    }

    /** Shows the case that tells: where this version passed or failed, at best in contrast to the champion. */
    private static String row(FactReport fact, boolean passed) {
        CaseReport shown = fact.cases().stream()
                .filter(each -> each.candidate().passed() == passed)
                .min(Comparator.comparing(each -> each.champion().passed() == passed))
                .orElse(null);
        if (shown == null) {
            return "";
        }
        return "<tr><td>" + Html.text(fact.fact()) + "</td><td>"
                + Html.text(shown.probe().prompt()) + "</td><td>"
                + Html.text(shown.probe().expect()) + "</td><td>"
                + answer(shown.champion().answer(), shown.champion().passed()) + "</td><td>"
                + answer(shown.candidate().answer(), shown.candidate().passed()) + "</td></tr>";
    }

    private static String answer(String text, boolean passed) {
        String shown = text.isEmpty() ? "by likelihood" : Html.text(text);
        return "<span class=\"" + (passed ? "good" : "bad") + "\">" + (passed ? "✓ " : "✗ ") + shown + "</span>";
    }
}
