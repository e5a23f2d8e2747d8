package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.evaluator.stats.PairedBootstrap;
import dev.alluvium.evaluator.stats.ShareBounds;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the version made of the base's own answers to general questions: the part of {@link GeneralLoss} for a base whose
 * general text is no list of facts. No two good answers have the same words, so none is compared word for word: an answer is
 * kept if it is about as likely as it was, ends as it did, and has the same language and right value.
 *
 * <p>Three bounds must hold: on the share of answers that are lost, which sees a few that are ruined; on the mean rise of
 * their likelihood, which sees a little lost of each; and on the share whose length halved or doubled, which sees a version
 * that answers everything in the style of the round. On SmolLM2-135M a version that replayed its base's answers
 * lost 8 of 60 and changed the length of 15; one that replayed nothing lost 59 and changed 49.
 */
final class AnswersKept {
    /** The base's answers may be so much less likely by token, on average: their perplexity grows by half. */
    static final double MOST_MEAN_RISE = Math.log(1.5);

    /** The share of answers that may halve or double their length. */
    static final double MOST_LENGTHS_CHANGED = 0.6;

    private static final int EXAMPLES = 3;
    private static final int LONGEST_EXAMPLE = 60;

    private AnswersKept() {}

    static RuleResult judge(KeptAnswers seen, Thresholds thresholds) {
        if (seen.scored() < seen.expected()) {
            return RuleResults.missing(GeneralLoss.NAME, seen.scored(), seen.expected());
        }
        int all = seen.answers().size();
        double lost = 1 - seen.keptShare();
        double most = ShareBounds.upper(seen.lost(), all, thresholds.confidence());
        double rise = Arrays.stream(seen.rises()).average().orElse(0);
        double mostRise = PairedBootstrap.upper(seen.rises(), thresholds.confidence());
        double mostLengths = ShareBounds.upper(seen.lengthsChanged(), all, thresholds.confidence());
        String went = String.format(
                Locale.ROOT,
                "%d of %d of the base's own answers to general questions were kept, surely more than %s; they are"
                        + " %.2f nats per token less likely, surely less than %.2f; %d halved or doubled their length,"
                        + " surely less than %s",
                all - seen.lost(),
                all,
                percent(1 - most),
                rise,
                mostRise,
                seen.lengthsChanged(),
                percent(mostLengths));
        if (all < GeneralLoss.LEAST) {
            return few(seen, lost, thresholds, went);
        }
        boolean passed =
                most <= thresholds.answersLoss() && mostRise <= MOST_MEAN_RISE && mostLengths <= MOST_LENGTHS_CHANGED;
        String limits = String.format(
                Locale.ROOT,
                "; it takes %s, %.2f nats and %s; such as ",
                percent(1 - thresholds.answersLoss()),
                MOST_MEAN_RISE,
                percent(MOST_LENGTHS_CHANGED));
        return RuleResults.compared(
                GeneralLoss.NAME,
                passed,
                lost,
                most,
                thresholds.answersLoss(),
                all,
                passed
                        ? went
                        : went + limits + examples(seen)
                                + ". A larger replay.general or a lower learning-rate keeps more of them");
    }

    /** Few answers refuse what has surely lost too much, and can say no more. */
    private static RuleResult few(KeptAnswers seen, double lost, Thresholds thresholds, String went) {
        double least = ShareBounds.lower(seen.lost(), seen.answers().size(), thresholds.confidence());
        boolean refused = least > thresholds.answersLoss();
        return new RuleResult(
                GeneralLoss.NAME,
                refused ? Status.FAILED : Status.INCONCLUSIVE,
                lost,
                least,
                thresholds.answersLoss(),
                seen.answers().size(),
                refused
                        ? went + "; such as " + examples(seen)
                        : "cannot be judged: " + went + "; it takes " + GeneralLoss.LEAST
                                + " answers to show what a version forgot; alluvium base prepare asks the base for"
                                + " more");
    }

    /** Answers that were lost, then those of another length. */
    private static String examples(KeptAnswers seen) {
        return Stream.concat(
                        seen.answers().stream().filter(answer -> !answer.kept()),
                        seen.answers().stream().filter(answer -> answer.kept() && answer.lengthChanged()))
                .limit(EXAMPLES)
                .map(answer -> "\"" + shown(answer.question()) + "\" was \"" + shown(answer.reference()) + "\", is \""
                        + shown(answer.candidate()) + "\""
                        + answer.change().map(change -> " (" + change + ")").orElse(""))
                .collect(Collectors.joining(", "));
    }

    private static String shown(String text) {
        String line = text.replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= LONGEST_EXAMPLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_EXAMPLE)) + "…";
    }
}
