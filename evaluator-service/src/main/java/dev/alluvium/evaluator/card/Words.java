package dev.alluvium.evaluator.card;

import dev.alluvium.evaluator.gate.TextAnswer;
import dev.alluvium.evaluator.gate.TextScores;
import dev.alluvium.evaluator.report.AnswerMetrics;
import dev.alluvium.evaluator.report.AnswerMetrics.Change;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.Speed;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the answers have in common with the expected ones, and a few of the free ones to read. */
final class Words {
    private static final int MOST = 3;

    private Words() {}

    static String of(EvaluationReport report) {
        AnswerMetrics metrics = report.metrics();
        return metrics == null
                ? ""
                : "<section><h2>In words</h2><p class=\"quiet\">" + metrics.answers()
                        + " greedy answers beside the expected ones; these figures decide nothing.</p><dl>"
                        + row("ROUGE-L", metrics.rouge())
                        + row("BLEU-4", metrics.bleu())
                        + row("bits per byte", metrics.bitsPerByte())
                        + speed(report.speed())
                        + "</dl>" + answers(report.texts()) + "</section>";
    }

    private static String speed(@Nullable Speed speed) {
        return speed == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "<dt>speed</dt><dd>%.2f s an answer, %.0f tokens/s, one at a time on the evaluator's machine</dd>",
                        speed.seconds(),
                        speed.tokensPerSecond());
    }

    private static String row(String name, Change change) {
        return String.format(Locale.ROOT, "<dt>%s</dt><dd>%.3f → %.3f</dd>", name, change.before(), change.after());
    }

    private static String answers(@Nullable TextScores texts) {
        if (texts == null || texts.answers().isEmpty()) {
            return "";
        }
        return "<div class=\"scroll\"><table><thead><tr><th>question</th><th>expected</th><th>before</th><th>now</th>"
                + "</tr></thead><tbody>"
                + texts.answers().stream().limit(MOST).map(Words::answer).collect(Collectors.joining())
                + "</tbody></table></div>";
    }

    private static String answer(TextAnswer answer) {
        return "<tr><td>" + Html.text(answer.prompt()) + "</td><td>" + Html.text(answer.expected()) + "</td><td>"
                + Html.text(answer.reference()) + "</td><td>" + Html.text(answer.candidate()) + "</td></tr>";
    }
}
