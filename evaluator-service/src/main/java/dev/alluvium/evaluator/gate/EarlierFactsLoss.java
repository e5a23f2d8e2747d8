package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;
import static dev.alluvium.evaluator.gate.RuleResults.surelyBelow;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.evaluator.stats.PairedBootstrap;
import dev.alluvium.evaluator.stats.SeedSpread;
import dev.alluvium.evaluator.stats.ShareBounds;

/**
 * What was lost of the earlier facts, against the best that the champion's ancestry ever knew of each: small losses of
 * many rounds add up, so nothing ratchets down.
 *
 * <p>The upper bound of the mean loss must stay within the limit. It is the bootstrap's, but never below the exact bound
 * of a sample without any loss, and widened by what another training seed might have given. With fewer than
 * {@code min-facts} facts, or where even a lossless sample would be too small to pass, the point estimate decides: a
 * bound over so few would refuse rounds that forgot nothing, and a round that forgot loses far more than the limit.
 */
final class EarlierFactsLoss implements GateRule {
    static final String NAME = "earlier-facts";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        SuiteScores facts = seen.earlierFacts();
        if (facts.missing()) {
            return RuleResults.missing(NAME, facts);
        }
        if (facts.facts() == 0) {
            return RuleResults.notApplicable(NAME, "no earlier fact is live");
        }
        double limit = thresholds.earlierLoss();
        double loss = facts.meanLoss();
        SeedSpread seeds = thresholds.seeds().earlierFacts();
        double lossless = ShareBounds.upper(0, facts.facts(), thresholds.confidence());
        if (seeds.upper(0, lossless, thresholds.confidence()) > limit || facts.facts() < thresholds.minFacts()) {
            return RuleResults.point(
                    NAME,
                    loss <= limit,
                    loss,
                    limit,
                    facts.facts(),
                    "lost " + percent(loss) + "; " + facts.facts()
                            + " facts are too few for a bound, so the estimate decides");
        }
        double overFacts = Math.max(lossless, PairedBootstrap.upper(facts.losses(), thresholds.confidence()));
        double bound = Math.max(
                seeds.upper(0, lossless, thresholds.confidence()),
                seeds.upper(loss, overFacts, thresholds.confidence()));
        return RuleResults.compared(
                NAME,
                bound <= limit,
                loss,
                bound,
                limit,
                facts.facts(),
                "lost " + percent(loss) + " of what its ancestry knew best, " + surelyBelow(bound, limit));
    }
}
