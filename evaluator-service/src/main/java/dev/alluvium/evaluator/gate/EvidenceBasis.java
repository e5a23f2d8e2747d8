package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.record.ProbeTier;
import java.util.Comparator;
import java.util.List;

/**
 * Which new facts the rules rest on: those with evidence of the demanded tier, if they are enough to judge and at least
 * half of all; else every fact, at the weakest tier among them.
 *
 * @param facts the suite that the rules look at
 * @param tier the weakest tier in it
 * @param setAside facts of weaker evidence that no rule rests on
 */
record EvidenceBasis(SuiteScores facts, ProbeTier tier, List<FactScore> setAside) {

    static EvidenceBasis of(SuiteScores all, Thresholds thresholds) {
        List<FactScore> strong = all.scores().stream()
                .filter(score -> score.tier().atLeast(thresholds.evidence()))
                .toList();
        boolean enough = strong.size() >= thresholds.minFacts() && 2 * strong.size() >= all.facts();
        if (!enough || strong.size() == all.facts()) {
            return new EvidenceBasis(all, weakest(all.scores()), List.of());
        }
        List<FactScore> rest = all.scores().stream()
                .filter(score -> !score.tier().atLeast(thresholds.evidence()))
                .toList();
        return new EvidenceBasis(new SuiteScores(all.expected() - rest.size(), strong), weakest(strong), rest);
    }

    /** A rebuild rests on the earlier facts; which of them count as evidence is decided in the same way. */
    static EvidenceBasis ofRebuild(Observations seen, Thresholds thresholds) {
        return new EvidenceBasis(
                seen.newFacts(), of(seen.earlierFacts(), thresholds).tier(), List.of());
    }

    /** How many facts have the demanded evidence, and how many must; empty where no facts were asked about. */
    static String shortfall(SuiteScores all, Thresholds thresholds) {
        if (all.facts() == 0) {
            return "";
        }
        long strong = all.scores().stream()
                .filter(score -> score.tier().atLeast(thresholds.evidence()))
                .count();
        int needed = Math.min(all.facts(), Math.max(thresholds.minFacts(), (all.facts() + 1) / 2));
        return ", which " + strong + " of " + all.facts() + " facts have and at least " + needed + " must";
    }

    private static ProbeTier weakest(List<FactScore> scores) {
        return scores.stream()
                .map(FactScore::tier)
                .min(Comparator.naturalOrder())
                .orElse(ProbeTier.TEMPLATE);
    }
}
