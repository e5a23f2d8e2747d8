package dev.alluvium.evaluator.card;

import dev.alluvium.evaluator.gate.TextAnswer;
import dev.alluvium.evaluator.gate.TextScores;
import dev.alluvium.evaluator.report.AnswerMetrics;
import dev.alluvium.evaluator.report.AnswerMetrics.Change;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.Speed;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The section of the card that compares words: what the answers share with the expected ones, and a few of the free
 * answers to read.
 */
final class AnswerOverlap {
    private static final int MOST = 3;

    private AnswerOverlap() {}

    static String of(EvaluationReport report) {
        AnswerMetrics metrics = report.findings().metrics();
        return metrics == null
                ? ""
                : "<section><h2>In words</h2><p class=\"quiet\">" + metrics.answers()
                        + " greedy answers beside the expected ones; these figures decide nothing.</p><dl>"
                        + row("ROUGE-L", metrics.rouge())
                        + row("BLEU-4", metrics.bleu())
                        + row("bits per byte", metrics.bitsPerByte())
                        + speed(report.findings().speed())
                        + "</dl>" + answers(report.findings().texts()) + "</section>";
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
        return Html.table(
                List.of("question", "expected", "before", "now"),
                texts.answers().stream().limit(MOST).map(AnswerOverlap::answer).toList());
    }

    private static List<String> answer(TextAnswer answer) {
        return List.of(
                Html.text(answer.prompt()),
                Html.text(answer.expected()),
                Html.text(answer.reference()),
                Html.text(answer.candidate()));
    }
}
