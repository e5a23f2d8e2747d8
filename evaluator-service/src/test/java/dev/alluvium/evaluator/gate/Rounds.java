package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.GateConfig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Simulated rounds: what a gate sees when each fact is known with some probability. */
record Rounds(
        int newFacts,
        double uptake,
        int earlierFacts,
        double forgotten,
        double generalLoss,
        int changed,
        double stale,
        int contradicted,
        ProbeTier tier) {
    /** A round that learnt well, and what was measured of such rounds on the shipped base. */
    static final Rounds CLEAN = new Rounds(100, 0.93, 120, 0.01, 0.01, 0, 0, 0, ProbeTier.TRUSTED);

    Rounds withUptake(double share) {
        return new Rounds(newFacts, share, earlierFacts, forgotten, generalLoss, changed, stale, contradicted, tier);
    }

    Rounds withNewFacts(int facts) {
        return new Rounds(facts, uptake, earlierFacts, forgotten, generalLoss, changed, stale, contradicted, tier);
    }

    Rounds withEarlier(int facts, double lost) {
        return new Rounds(newFacts, uptake, facts, lost, generalLoss, changed, stale, contradicted, tier);
    }

    Rounds withGeneralLoss(double lost) {
        return new Rounds(newFacts, uptake, earlierFacts, forgotten, lost, changed, stale, contradicted, tier);
    }

    Rounds withChanged(int facts, double oldValues) {
        return new Rounds(newFacts, uptake, earlierFacts, forgotten, generalLoss, facts, oldValues, contradicted, tier);
    }

    Rounds withContradicted(int facts) {
        return new Rounds(newFacts, uptake, earlierFacts, forgotten, generalLoss, changed, stale, facts, tier);
    }

    Rounds withTier(ProbeTier other) {
        return new Rounds(newFacts, uptake, earlierFacts, forgotten, generalLoss, changed, stale, contradicted, other);
    }

    /** One draw. The same seed draws the same numbers whatever the shares, so that rounds can be compared. */
    Observations draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SuiteScores learnt = suite(newFacts, "n", random.split(), 0.05, uptake);
        SuiteScores kept = lost(earlierFacts, "e", random.split(), forgotten);
        SuiteScores general = lost(120, "g", random.split(), generalLoss);
        SuiteScores old = suite(changed, "o", random.split(), 0.95, stale);
        List<String> lies =
                IntStream.range(0, contradicted).mapToObj(i -> "n" + i).toList();
        return new Observations(
                learnt,
                kept,
                general,
                old,
                new Perplexity(1861, 1.27, 100),
                new Contradictions(tier == ProbeTier.TRUSTED ? newFacts : 0, lies));
    }

    Verdict judge(long seed) {
        return Gate.decide(draw(seed), Thresholds.of(GateConfig.DEFAULT), RoundContext.ROUND);
    }

    /** How many of {@code rounds} draws promote. */
    int promoted(int rounds) {
        return (int) IntStream.range(0, rounds)
                .filter(seed -> judge(seed).promotes())
                .count();
    }

    private SuiteScores suite(int facts, String prefix, SplittableRandom random, double before, double after) {
        return SuiteScores.complete(IntStream.range(0, facts)
                .mapToObj(i -> new FactScore(
                        prefix + i, tier, random.nextDouble() < before ? 1 : 0, random.nextDouble() < after ? 1 : 0))
                .toList());
    }

    private SuiteScores lost(int facts, String prefix, SplittableRandom random, double share) {
        return SuiteScores.complete(IntStream.range(0, facts)
                .mapToObj(i -> new FactScore(prefix + i, tier, 1, random.nextDouble() < share ? 0 : 1))
                .toList());
    }
}
