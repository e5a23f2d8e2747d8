package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;
import static dev.alluvium.evaluator.gate.RuleResults.surelyAbove;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.evaluator.stats.ShareBounds;

/**
 * The share of new facts known: its exact lower bound, widened by the training seed's, must reach the floor. Of fewer facts
 * than {@code min-facts} so many must be known as {@link SmallRounds} says.
 */
final class NewFactsFloor implements GateRule {
    static final String NAME = "new-facts.floor";

    private static final String REMEDY =
            ". More wordings of each fact, more epochs or a higher learning-rate teach more";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        SuiteScores facts = seen.newFacts();
        if (facts.missing()) {
            return RuleResults.missing(NAME, facts);
        }
        if (facts.facts() == 0) {
            return RuleResults.notApplicable(NAME, "the round has no fact that can be asked about");
        }
        if (SmallRounds.judges(facts, thresholds)) {
            return few(facts, thresholds);
        }
        double share = facts.candidateMean();
        double bound = lower(facts.candidateKnown(), facts.facts(), thresholds);
        int needed =
                ShareBounds.needed(facts.facts(), thresholds.floor(), known -> lower(known, facts.facts(), thresholds));
        boolean passed = bound >= thresholds.floor();
        String detail = "knows " + percent(share) + " of " + facts.facts() + " new facts, "
                + surelyAbove(bound, thresholds.floor()) + ", which "
                + (needed > facts.facts() ? "so few facts cannot show" : needed + " known facts would show")
                + (passed ? "" : REMEDY);
        return RuleResults.compared(NAME, passed, share, bound, thresholds.floor(), facts.facts(), detail);
    }

    private static RuleResult few(SuiteScores facts, Thresholds thresholds) {
        int needed = SmallRounds.needed(facts.facts(), thresholds);
        double share = facts.candidateMean();
        String detail = "knows " + percent(share) + " of " + facts.facts() + " new facts, fewer than "
                + thresholds.minFacts() + "; " + needed
                + " known facts pass, as a round half of which is wrong reaches so many at most "
                + percent(1 - thresholds.confidence()) + " of the time";
        return RuleResults.point(
                NAME, facts.candidateKnown() >= needed, share, (double) needed / facts.facts(), facts.facts(), detail);
    }

    private static double lower(double known, int facts, Thresholds thresholds) {
        double bound = ShareBounds.lower(known, facts, thresholds.confidence());
        return Math.max(0, thresholds.seeds().newFacts().lower(known / facts, bound, thresholds.confidence()));
    }
}
