package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;
import static dev.alluvium.evaluator.gate.RuleResults.surelyAbove;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.evaluator.stats.PairedBootstrap;
import java.util.Arrays;

/**
 * The gain on new facts as a share of what the champion got wrong, by its lower bound. Where the champion knew nearly
 * all of them already there is no gain to ask for, and the floor alone decides.
 */
final class NewFactsGain implements GateRule {
    static final String NAME = "new-facts.gain";

    /** With less than so many facts wrong, a share of them is no measure. */
    static final double LEAST_HEADROOM = 10;

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        SuiteScores facts = seen.newFacts();
        if (facts.missing()) {
            return RuleResults.missing(NAME, facts);
        }
        if (facts.facts() == 0) {
            return RuleResults.notApplicable(NAME, "the round has no fact that can be asked about");
        }
        double wrong = facts.facts() * (1 - facts.referenceMean());
        if (wrong < Math.min(LEAST_HEADROOM, facts.facts())) {
            return RuleResults.notApplicable(
                    NAME, "the champion knows " + percent(facts.referenceMean()) + " already; the floor decides");
        }
        double headroom = 1 - facts.referenceMean();
        double[] gains = Arrays.stream(facts.losses()).map(loss -> -loss).toArray();
        double gain = (facts.candidateMean() - facts.referenceMean()) / headroom;
        double overFacts = PairedBootstrap.lower(gains, thresholds.confidence()) / headroom;
        double bound = thresholds.seeds().newFacts().per(headroom).lower(gain, overFacts, thresholds.confidence());
        String detail =
                "learnt " + percent(gain) + " of what the champion got wrong, " + surelyAbove(bound, thresholds.gain());
        return new RuleResult(
                NAME,
                bound >= thresholds.gain() ? Status.PASSED : Status.FAILED,
                gain,
                bound,
                thresholds.gain(),
                facts.facts(),
                detail);
    }
}
