package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;
import static dev.alluvium.evaluator.gate.RuleResults.surelyAbove;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.evaluator.stats.PairedBootstrap;
import java.util.Locale;

/** How far the bits per byte of the round's texts fell, as a share of the champion's, by the lower bound. */
final class AnswersGain implements GateRule {
    static final String NAME = "answers.gain";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        TextScores texts = seen.texts();
        if (texts.missing()) {
            return RuleResults.missing(NAME, texts.scored(), texts.expected());
        }
        if (texts.texts().isEmpty()) {
            return RuleResults.notApplicable(NAME, "the round has no free text");
        }
        double before = texts.referenceBits();
        double gain = 1 - texts.candidateBits() / before;
        double bound = PairedBootstrap.lower(texts.falls(), thresholds.confidence()) / before;
        double floor = thresholds.answers().gain();
        String detail = String.format(
                Locale.ROOT,
                "bits per byte of the texts went from %.2f to %.2f: %s less, %s",
                before,
                texts.candidateBits(),
                percent(gain),
                surelyAbove(bound, floor));
        return RuleResults.compared(
                NAME, bound >= floor, gain, bound, floor, texts.texts().size(), detail);
    }
}
