package dev.alluvium.evaluator.card;

import dev.alluvium.evaluator.report.SuiteComparison;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which suites got worse, and how small a loss could have been seen at all. */
final class Comparisons {
    private Comparisons() {}

    static String of(List<SuiteComparison> suites) {
        if (suites.isEmpty()) {
            return "";
        }
        String worse = suites.stream()
                .filter(SuiteComparison::regressed)
                .map(suite -> Html.text(suite.suite()))
                .collect(Collectors.joining(", "));
        return "<section><h2>What got worse</h2><p>"
                + (worse.isEmpty() ? "No suite, by more than chance explains." : "<b>" + worse + "</b>")
                + "</p><p class=\"quiet\">Sign-flip test over facts, with regard to all suites (Holm). It names, it does not"
                + " decide.</p><dl>"
                + suites.stream().map(Comparisons::row).collect(Collectors.joining()) + "</dl></section>";
    }

    private static String row(SuiteComparison suite) {
        Double detectable = suite.detectable();
        String power = detectable == null
                ? String.format(Locale.ROOT, "%d facts are too few to show any loss", suite.facts())
                : String.format(
                        Locale.ROOT,
                        "with %d facts a drop of %.0f points would be seen 8 times in 10",
                        suite.facts(),
                        Math.ceil(100 * detectable));
        return String.format(
                Locale.ROOT,
                "<dt>%s</dt><dd>%s %s, chance %.3f; %s</dd>",
                Html.text(suite.suite()),
                suite.lost() > 0 ? "lost" : "gained",
                Html.percent(Math.abs(suite.lost())),
                suite.adjusted(),
                power);
    }
}
