package dev.alluvium.evaluator.evaluation;

import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.cases.GeneralQuestionCase;
import dev.alluvium.evaluator.cases.TrustedProbes;
import dev.alluvium.evaluator.gate.RoundContext;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.evaluator.suite.BestScores;
import dev.alluvium.evaluator.user.UserSuites;
import dev.alluvium.knowledge.facts.RoundContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an evaluation depends on besides the versions.
 *
 * @param ancestry the rounds of the champion's ancestry, oldest first
 * @param rounds the rounds that the candidate was trained on
 * @param general cases of the base's general suite; empty if it has none
 * @param suites of the user's own
 * @param questions whose answers the base gives itself, or somebody wrote at length; empty if there are none
 * @param seed of the samples
 */
public record EvaluationInput(
        List<RoundContent> ancestry,
        List<RoundContent> rounds,
        TrustedProbes trusted,
        List<EvaluationCase> general,
        BestScores best,
        Thresholds thresholds,
        RoundContext round,
        UserSuites suites,
        List<GeneralQuestionCase> questions,
        String seed) {
    public EvaluationInput {
        ancestry = List.copyOf(ancestry);
        rounds = List.copyOf(rounds);
        general = List.copyOf(general);
        questions = List.copyOf(questions);
    }

    /** Names what the candidate learnt, for whoever counts verdicts on it; null for an adapter that no round came with. */
    public @Nullable String content() {
        if (!rounds.isEmpty()) {
            return RoundContent.digest(rounds);
        }
        return round.rebuilt() ? RoundContent.digest(ancestry) : null;
    }
}
