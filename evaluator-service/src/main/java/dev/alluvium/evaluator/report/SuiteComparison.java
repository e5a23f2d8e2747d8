package dev.alluvium.evaluator.report;

import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.gate.FactScore;
import dev.alluvium.evaluator.gate.SuiteScores;
import dev.alluvium.evaluator.stats.Holm;
import dev.alluvium.evaluator.stats.Power;
import dev.alluvium.evaluator.stats.SignFlipTest;
import dev.alluvium.evaluator.suite.Suite;
import dev.alluvium.evaluator.suite.SupersededSuite;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a suite got worse, fact by fact. It names what regressed and decides nothing.
 *
 * @param lost mean loss against the suite's reference; negative for a gain
 * @param chance of such a loss if each fact had changed by chance (sign-flip test)
 * @param adjusted the same with regard to all suites (Holm)
 * @param regressed whether the adjusted chance is too small for chance
 * @param detectable the least share of lost facts that would be seen 8 times in 10; absent if none would
 */
public record SuiteComparison(
        String suite,
        int facts,
        double lost,
        double chance,
        double adjusted,
        boolean regressed,
        @org.jspecify.annotations.Nullable Double detectable) {

    /** All suites in which a low score is bad and that have a fact. */
    static List<SuiteComparison> of(EvaluationOutcome outcome, double confidence) {
        List<Suite> suites = outcome.suites().stream()
                .filter(suite -> !(suite instanceof SupersededSuite))
                .filter(suite -> !suite.cases().isEmpty())
                .toList();
        List<SuiteScores> scores = suites.stream()
                .map(suite -> suite.scores(outcome.predictions()))
                .toList();
        double[] chances = scores.stream()
                .mapToDouble(suite -> SignFlipTest.above(suite.losses()))
                .toArray();
        double[] adjusted = Holm.adjusted(chances);
        List<SuiteComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < suites.size(); i++) {
            List<FactScore> facts = scores.get(i).scores();
            double detectable = Power.detectableLoss(facts.size(), confidence);
            comparisons.add(new SuiteComparison(
                    suites.get(i).name(),
                    facts.size(),
                    scores.get(i).meanLoss(),
                    chances[i],
                    adjusted[i],
                    adjusted[i] <= 1 - confidence,
                    detectable <= 1 ? Double.valueOf(detectable) : null));
        }
        return comparisons;
    }
}
