package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;
import static dev.alluvium.evaluator.gate.RuleResults.surelyAbove;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.evaluator.stats.ShareBounds;

/** Whether the candidate tells the round's texts apart: each likelier in its own place than in another's. */
final class AnswersLearnt implements GateRule {
    static final String NAME = "answers.learnt";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        TextScores texts = seen.texts();
        if (texts.missing()) {
            return RuleResults.missing(NAME, texts.scored(), texts.expected());
        }
        if (texts.pairs().isEmpty()) {
            return texts.texts().isEmpty()
                    ? RuleResults.notApplicable(NAME, "the round has no free text")
                    : RuleResults.unjudged(
                            NAME,
                            "cannot be judged: no two of the round's texts differ, so none can be in another's place");
        }
        int fitting = texts.fitting(TextPair::candidate);
        int pairs = texts.pairs().size();
        double bound = ShareBounds.lower(fitting, pairs, thresholds.confidence());
        double floor = thresholds.answers().learnt();
        String detail = "finds both texts of " + percent((double) fitting / pairs) + " of " + pairs
                + " pairs likelier in their own places, " + surelyAbove(bound, floor);
        return RuleResults.compared(NAME, bound >= floor, (double) fitting / pairs, bound, floor, pairs, detail);
    }
}
