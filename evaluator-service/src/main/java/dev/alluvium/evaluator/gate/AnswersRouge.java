package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.evaluator.stats.PairedBootstrap;
import dev.alluvium.settings.GateMode;
import java.util.Locale;

/** What the words of greedy answers lost against the champion's, by ROUGE-L and its upper bound. */
final class AnswersRouge implements GateRule {
    static final String NAME = "answers.rouge-l";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        TextScores texts = seen.texts();
        if (texts.answers().isEmpty()) {
            return seen.profile() == GateMode.OPEN && texts.expected() > 0
                    ? RuleResults.unjudged(NAME, "cannot be judged: none of the round's questions was answered")
                    : RuleResults.notApplicable(NAME, "the round has no free-form answer to a question");
        }
        double[] losses = texts.answers().stream()
                .mapToDouble(answer -> answer.referenceRouge() - answer.candidateRouge())
                .toArray();
        double loss = texts.referenceRouge() - texts.candidateRouge();
        double bound = PairedBootstrap.upper(losses, thresholds.confidence());
        double limit = thresholds.answers().rougeLoss();
        String detail = String.format(
                Locale.ROOT,
                "ROUGE-L of the answers went from %.3f to %.3f, a loss surely below %.3f; %.3f is allowed",
                texts.referenceRouge(),
                texts.candidateRouge(),
                Math.max(0, bound),
                limit);
        return RuleResults.compared(NAME, bound <= limit, loss, bound, limit, losses.length, detail);
    }
}
