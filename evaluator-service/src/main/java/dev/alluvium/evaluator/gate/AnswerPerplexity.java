package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import java.util.Locale;

/** Perplexity of the expected answers. Advisory: shuffled answers improve it too. */
final class AnswerPerplexity implements GateRule {
    static final String NAME = "perplexity";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        Perplexity perplexity = seen.perplexity();
        if (perplexity.answers() == 0) {
            return RuleResults.notApplicable(NAME, "no answer to score");
        }
        String detail = String.format(
                Locale.ROOT,
                "perplexity of the expected answers went from %.2f to %.2f; advisory, as false answers lower it too",
                perplexity.reference(),
                perplexity.candidate());
        return new RuleResult(NAME, Status.ADVISORY, perplexity.candidate(), null, null, perplexity.answers(), detail);
    }
}
