package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.config.GateProfile;
import dev.alluvium.contracts.record.Tier;

/**
 * Whether there is enough to judge by.
 *
 * @param size of what the profile judges by
 * @param few whether that is too little for a verdict
 * @param fewFacts whether there are too few new facts for their own rules
 */
record Sample(GateProfile profile, int size, boolean few, boolean fewFacts) {

    static Sample of(Observations seen, SuiteScores newFacts, Thresholds thresholds, RoundContext round) {
        int texts = seen.texts().texts().size();
        int size = seen.profile() == GateProfile.FACTS ? newFacts.facts() : texts;
        if (round.rebuilt()) {
            boolean nothing = seen.earlierFacts().facts() == 0
                    && seen.earlierTexts().texts().isEmpty();
            return new Sample(seen.profile(), size, nothing, nothing);
        }
        return new Sample(seen.profile(), size, size < thresholds.minFacts(), newFacts.facts() < thresholds.minFacts());
    }

    /** What the verdict rests on: texts testify for themselves, as the feed's own wordings do. */
    Tier evidence(Tier facts) {
        if (profile == GateProfile.FACTS) {
            return facts;
        }
        return fewFacts || facts.atLeast(Tier.FEED) ? Tier.FEED : facts;
    }

    String has(Thresholds thresholds) {
        String what = switch (profile) {
            case OPEN -> "new free-form answers";
            case DOCUMENTS -> "new documents";
            case FACTS, AUTO -> "new facts that can be asked about";
        };
        return "needs " + thresholds.minFacts() + " " + what + ", has " + size;
    }
}
