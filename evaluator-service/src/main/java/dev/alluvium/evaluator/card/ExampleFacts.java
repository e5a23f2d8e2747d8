package dev.alluvium.evaluator.card;

import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.FactReport;
import dev.alluvium.evaluator.report.Highlights;
import dev.alluvium.evaluator.report.SuiteReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The section of the card that shows facts: the question, what was expected, and the answers of champion and
 * candidate.
 */
final class ExampleFacts {
    private static final int MOST = 5;

    private ExampleFacts() {}

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
        List<List<String>> rows = report.suites().stream()
                .filter(each -> each.suite().equals(suite))
                .map(SuiteReport::facts)
                .flatMap(List::stream)
                .filter(fact -> facts.contains(fact.fact()))
                .limit(MOST)
                .flatMap(fact -> row(fact, passed).stream())
                .toList();
        return "<h3>" + title + "</h3>"
                + Html.table(List.of("fact", "asked", "expected", "champion", "this version"), rows);
    }

    /** Shows the case that tells: where this version passed or failed, at best in contrast to the champion. */
    private static Optional<List<String>> row(FactReport fact, boolean passed) {
        return fact.cases().stream()
                .filter(each -> each.candidate().passed() == passed)
                .min(Comparator.comparing(each -> each.champion().passed() == passed))
                .map(shown -> List.of(
                        Html.text(fact.fact()),
                        Html.text(shown.probe().prompt()),
                        Html.text(shown.probe().expect()),
                        answer(shown.champion().answer(), shown.champion().passed()),
                        answer(shown.candidate().answer(), shown.candidate().passed())));
    }

    private static String answer(String text, boolean passed) {
        String shown = text.isEmpty() ? "by likelihood" : Html.text(text);
        return "<span class=\"" + (passed ? "good" : "bad") + "\">" + (passed ? "✓ " : "✗ ") + shown + "</span>";
    }
}
