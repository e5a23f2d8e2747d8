package dev.alluvium.evaluator.card;

import dev.alluvium.evaluator.report.CaseReport;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.FactReport;
import dev.alluvium.evaluator.report.SuiteReport;
import java.util.List;

/** Facts by example: the question, what was expected, and what champion and candidate said. */
final class Examples {
    private static final int MOST = 5;

    private Examples() {}

    static String of(EvaluationReport report) {
        return section(report, "Learnt", "new-facts", report.highlights().learnt())
                + section(report, "Not learnt", "new-facts", report.highlights().missed())
                + section(
                        report,
                        "Forgotten",
                        "earlier-facts",
                        report.highlights().forgotten())
                + section(
                        report,
                        "Still answers the old value",
                        "superseded",
                        report.highlights().stale());
    }

    private static String section(EvaluationReport report, String title, String suite, List<String> facts) {
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
                .forEach(fact -> rows.append(row(fact)));
        return "<h3>" + title + "</h3><div class=\"scroll\"><table class=\"examples\"><thead><tr><th>fact</th>"
                + "<th>asked</th><th>expected</th><th>champion</th><th>this version</th></tr></thead><tbody>" + rows
                + "</tbody></table></div>";
    }

    private static String row(FactReport fact) {
        if (fact.cases().isEmpty()) {
            return "";
        }
        CaseReport shown = fact.cases().get(0);
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
