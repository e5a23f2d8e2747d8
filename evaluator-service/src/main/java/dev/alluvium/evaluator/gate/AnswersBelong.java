package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;
import static dev.alluvium.evaluator.gate.RuleResults.surelyAbove;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.evaluator.stats.ShareBounds;

/**
 * Whether the round's texts belong where they stand. A version that learnt mixed-up answers well finds them likely, so it is
 * no witness. Two others are, and one of them must say so: the champion, which never saw the texts, and the rare words that
 * a text shares with its place, which speak for a base that knows too little. As either may pass, each has half of the error.
 */
final class AnswersBelong implements GateRule {
    static final String NAME = "answers.belong";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        TextScores texts = seen.texts();
        if (texts.missing()) {
            return RuleResults.missing(NAME, texts.scored(), texts.expected());
        }
        int pairs = texts.pairs().size();
        if (pairs == 0) {
            return texts.texts().isEmpty()
                    ? RuleResults.notApplicable(NAME, "the round has no free text")
                    : RuleResults.unjudged(
                            NAME,
                            "cannot be judged: no two of the round's texts differ, so none can be in another's place");
        }
        double confidence = 1 - (1 - thresholds.confidence()) / 2;
        int champion = texts.fitting(TextPair::reference);
        int words = texts.fitting(TextPair::words);
        int fitting = Math.max(champion, words);
        double bound = ShareBounds.lower(fitting, pairs, confidence);
        double floor = thresholds.answers().belong();
        String detail = "of " + pairs + " pairs of texts " + percent((double) champion / pairs)
                + " are likelier in their own places than in each other's to the champion, which never saw them, and "
                + percent((double) words / pairs) + " share more rare words with them: " + surelyAbove(bound, floor)
                + (bound >= floor
                        ? ""
                        : "; by chance it is half. They may be mixed up or garbled: look at the records, and approve if"
                                + " they are right");
        return RuleResults.compared(NAME, bound >= floor, (double) fitting / pairs, bound, floor, pairs, detail);
    }
}
