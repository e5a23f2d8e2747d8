package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.stats.SeedSpread;
import dev.alluvium.evaluator.stats.ShareBounds;

/**
 * How many of few new facts must be known, where each has a trusted probe. So few cannot show that the floor is reached, but
 * they tell a right round from one half of which is wrong.
 *
 * <p>The null hypothesis is such a round: half of its facts are known for sure, the other half is answered rightly by luck, as
 * in the luckiest of 20 worlds with shuffled answers. The exact bound of what is known must exclude it. Beyond that a
 * round must know what a right one knows in all but few cases; a right round is one that would just pass among
 * {@code min-facts} facts.
 */
final class SmallRounds {
    /** The highest share of shuffled answers that a version of 20 worlds still gave rightly. */
    static final double GUESSED = 0.212;

    /** What a round half of which is wrong can know. */
    static final double HALF_WRONG = 0.5 + GUESSED / 2;

    private SmallRounds() {}

    /** Whether these are few, each has a trusted probe, and they can pass at all: with a large deviation of the seed none can. */
    static boolean judges(SuiteScores facts, Thresholds thresholds) {
        return facts.facts() >= thresholds.fewFacts()
                && facts.facts() < thresholds.minFacts()
                && facts.scores().stream().allMatch(score -> score.tier() == ProbeTier.TRUSTED)
                && excludesHalfWrong(facts.facts(), thresholds) <= facts.facts();
    }

    /** The least number of known facts that passes. */
    static int needed(int facts, Thresholds thresholds) {
        int floor = needed(facts, thresholds.floor(), thresholds);
        return Math.max(excludesHalfWrong(facts, thresholds), Math.min(floor, usual(facts, thresholds)));
    }

    private static int excludesHalfWrong(int facts, Thresholds thresholds) {
        return needed(facts, HALF_WRONG, thresholds);
    }

    /** What a right round reaches with the confidence of the gate. */
    private static int usual(int facts, Thresholds thresholds) {
        int atLeast = Math.min(thresholds.minFacts(), needed(thresholds.minFacts(), thresholds.floor(), thresholds));
        double right = ShareBounds.upper(atLeast - 1.0, thresholds.minFacts(), thresholds.confidence());
        int known = facts;
        while (known > 0 && ShareBounds.reaches(known, facts, right) < thresholds.confidence()) {
            known--;
        }
        return known;
    }

    private static int needed(int facts, double share, Thresholds thresholds) {
        SeedSpread seeds = thresholds.seeds().newFacts();
        double confidence = thresholds.confidence();
        return ShareBounds.needed(
                facts,
                share,
                known -> seeds.lower(known / facts, ShareBounds.lower(known, facts, confidence), confidence));
    }
}
