package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;
import static dev.alluvium.evaluator.gate.RuleResults.surelyBelow;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.evaluator.stats.PairedBootstrap;
import java.util.Arrays;
import java.util.Locale;

/** How far the bits per byte of earlier free texts rose, as a share of the champion's: by the upper bound, or by the estimate where there are fewer than {@code min-facts}. */
final class EarlierTextsLoss implements GateRule {
    static final String NAME = "earlier-answers";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        TextScores texts = seen.earlierTexts();
        if (texts.missing()) {
            return RuleResults.missing(NAME, texts.scored(), texts.expected());
        }
        if (texts.texts().isEmpty()) {
            return RuleResults.notApplicable(NAME, "no earlier free text is live");
        }
        double before = texts.referenceBits();
        double[] rises = Arrays.stream(texts.falls()).map(fall -> -fall).toArray();
        double loss = texts.candidateBits() / before - 1;
        boolean few = texts.texts().size() < thresholds.minFacts();
        double bound = few ? loss : PairedBootstrap.upper(rises, thresholds.confidence()) / before;
        double limit = thresholds.earlierLoss();
        String detail = String.format(
                Locale.ROOT,
                "bits per byte of earlier texts went from %.2f to %.2f, %s",
                before,
                texts.candidateBits(),
                few ? percent(loss) + " more, by an estimate as they are few" : "a rise " + surelyBelow(bound, limit));
        return RuleResults.compared(
                NAME, bound <= limit, loss, bound, limit, texts.texts().size(), detail);
    }
}
