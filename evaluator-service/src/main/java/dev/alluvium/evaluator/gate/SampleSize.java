package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.GateMode;

/**
 * Whether there are enough facts to judge by.
 *
 * @param size of what the profile judges by
 * @param few whether that is too little for a verdict
 * @param fewFacts whether there are too few new facts for their own rules
 * @param trusted how many of the new facts have trusted probes
 */
record SampleSize(GateMode profile, int size, boolean few, boolean fewFacts, int trusted) {

    static SampleSize of(Observations seen, SuiteScores newFacts, Thresholds thresholds, RoundContext round) {
        int texts = seen.texts().texts().size();
        boolean onFacts = seen.profile() == GateMode.FACTS;
        int size = onFacts ? newFacts.facts() : texts;
        int trusted = (int) newFacts.scores().stream()
                .filter(score -> score.tier() == ProbeTier.TRUSTED)
                .count();
        if (round.rebuilt()) {
            boolean nothing = seen.earlierFacts().facts() == 0
                    && seen.earlierTexts().texts().isEmpty();
            return new SampleSize(seen.profile(), size, nothing, nothing, trusted);
        }
        boolean fewFacts = newFacts.facts() < thresholds.minFacts() && !SmallRounds.judges(newFacts, thresholds);
        return new SampleSize(
                seen.profile(), size, onFacts ? fewFacts : size < thresholds.minFacts(), fewFacts, trusted);
    }

    /** What the verdict rests on: texts testify for themselves, as the feed's own wordings do. */
    ProbeTier evidence(ProbeTier facts) {
        if (profile == GateMode.FACTS) {
            return facts;
        }
        return fewFacts || facts.atLeast(ProbeTier.FEED) ? ProbeTier.FEED : facts;
    }

    String has(Thresholds thresholds) {
        String what = switch (profile) {
            case OPEN -> "new free-form answers";
            case DOCUMENTS -> "new documents";
            case FACTS, AUTO -> "new facts that can be asked about";
        };
        String has = "needs " + thresholds.minFacts() + " " + what + ", has " + size;
        return profile == GateMode.FACTS && thresholds.fewFacts() < thresholds.minFacts()
                ? has + "; from " + thresholds.fewFacts() + " on trusted probes of each would do, " + trusted
                        + " have some"
                : has;
    }
}
