package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RuleResults.percent;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.evaluator.stats.ShareBounds;
import java.util.stream.Stream;

/**
 * What was lost of the base's general facts, against the better of base and champion; a point estimate. A base with too few
 * of them to show a loss of 5 %, or that knows too few of them to lose any, leaves it unjudged. A version that was not asked
 * what it kept never promotes: one that had forgotten all but the round's answers would pass every other rule. Where the base
 * brings no list of facts, what it answers itself is judged ({@link AnswersKept}); where there is both, both must pass.
 */
final class GeneralLoss implements GateRule {
    static final String NAME = "general";

    /** Of 60 facts a loss of 5 % touches one at least with 95 % certainty. */
    static final int LEAST = 60;

    /** What is not known cannot be lost. */
    static final double LEAST_KNOWN = 0.5;

    private static final String REMEDY = "a general.jsonl beside the base's weights decides for later versions";

    @Override
    public RuleResult judge(Observations seen, Thresholds thresholds) {
        if (seen.kept().expected() == 0) {
            return facts(seen.general(), thresholds);
        }
        RuleResult answers = AnswersKept.judge(seen.kept(), thresholds);
        if (seen.general().expected() == 0) {
            return answers;
        }
        RuleResult facts = facts(seen.general(), thresholds);
        return Stream.of(Status.FAILED, Status.MISSING)
                .flatMap(status -> Stream.of(answers, facts).filter(result -> result.status() == status))
                .findFirst()
                .orElseGet(() -> facts.status() == Status.PASSED ? facts : answers);
    }

    private static RuleResult facts(SuiteScores facts, Thresholds thresholds) {
        if (facts.missing()) {
            return RuleResults.missing(NAME, facts);
        }
        if (facts.facts() == 0) {
            return RuleResults.unjudged(
                    NAME,
                    "cannot be judged: the base has no general suite, so nothing shows what the version forgot;"
                            + " alluvium base prepare asks the base itself, or "
                            + REMEDY);
        }
        double loss = facts.meanLoss();
        if (facts.facts() < LEAST || facts.referenceMean() < LEAST_KNOWN) {
            return few(facts, loss, thresholds);
        }
        boolean passed = loss <= thresholds.generalLoss();
        return RuleResults.point(
                NAME,
                passed,
                loss,
                thresholds.generalLoss(),
                facts.facts(),
                "general facts went from " + percent(facts.referenceMean()) + " to " + percent(facts.candidateMean())
                        + (passed
                                ? ""
                                : "; a larger replay.general keeps more of them, long answers need several times as"
                                        + " much"));
    }

    /** Few facts refuse what has surely lost too much, and can say no more. */
    private static RuleResult few(SuiteScores facts, double loss, Thresholds thresholds) {
        double bound = ShareBounds.lower(Math.max(0, loss) * facts.facts(), facts.facts(), thresholds.confidence());
        boolean lost = bound > thresholds.generalLoss();
        String went = "general facts went from " + percent(facts.referenceMean()) + " to "
                + percent(facts.candidateMean()) + " of " + facts.facts();
        String detail = lost
                ? went + ", a loss of at least " + percent(bound)
                : "cannot be judged: " + went + "; it takes " + LEAST + ", of which " + percent(LEAST_KNOWN)
                        + " are known, to show what a version forgot; " + REMEDY;
        return new RuleResult(
                NAME,
                lost ? Status.FAILED : Status.INCONCLUSIVE,
                loss,
                bound,
                thresholds.generalLoss(),
                facts.facts(),
                detail);
    }
}
