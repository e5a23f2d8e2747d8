package dev.alluvium.evaluator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.GateConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What must hold of every round; a failing one prints its seed. */
class GatePropertiesTest {
    private static final int SEEDS = 100;

    @Test
    void shouldNeverPromoteWhereAScoreIsMissing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            // Given: any round, and any one suite that lost some of its scores
            SplittableRandom random = new SplittableRandom(seed);
            Observations seen = any(random).draw(seed);
            List<Observations> damaged = List.of(
                    with(seen, lose(seen.newFacts(), random), seen.earlierFacts(), seen.general(), seen.superseded()),
                    with(seen, seen.newFacts(), lose(seen.earlierFacts(), random), seen.general(), seen.superseded()),
                    with(seen, seen.newFacts(), seen.earlierFacts(), lose(seen.general(), random), seen.superseded()),
                    with(seen, seen.newFacts(), seen.earlierFacts(), seen.general(), lose(seen.superseded(), random)));

            // When
            boolean promoted = damaged.stream()
                    .anyMatch(less -> Gate.decide(less, Thresholds.of(GateConfig.DEFAULT), RoundContext.ROUND)
                            .promotes());

            // Then
            assertThat(promoted).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void shouldNeverPassMoreLiesWhereFewerFail() {
        for (long seed = 0; seed < SEEDS; seed++) {
            // Given: the same round with more and more facts learnt wrong and contradicted
            SplittableRandom random = new SplittableRandom(seed);
            Rounds round = any(random);
            List<Boolean> promoted = new ArrayList<>();
            for (int lies = 0; lies <= round.newFacts(); lies += 1 + random.nextInt(6)) {
                promoted.add(
                        Gate.decide(lied(round.draw(seed), lies), Thresholds.of(GateConfig.DEFAULT), RoundContext.ROUND)
                                .promotes());
            }

            // Then: once refused, refused for good
            assertThat(promoted).as("seed %d", seed).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    void shouldGiveTheSameVerdictAgain() {
        for (long seed = 0; seed < 20; seed++) {
            // Given
            Observations seen = any(new SplittableRandom(seed)).draw(seed);

            // When
            Verdict first = Gate.decide(seen, Thresholds.of(GateConfig.DEFAULT), RoundContext.ROUND);
            Verdict second = Gate.decide(seen, Thresholds.of(GateConfig.DEFAULT), RoundContext.ROUND);

            // Then
            assertThat(second).as("seed %d", seed).isEqualTo(first);
        }
    }

    private static Rounds any(SplittableRandom random) {
        return new Rounds(
                random.nextInt(40, 160),
                random.nextDouble(0.7, 1),
                random.nextInt(1, 120),
                random.nextDouble(0, 0.08),
                random.nextDouble(0, 0.06),
                random.nextInt(1, 80),
                random.nextDouble(0, 0.06),
                random.nextInt(0, 4),
                ProbeTier.values()[random.nextInt(3)]);
    }

    private static Observations lied(Observations seen, int lies) {
        List<FactScore> scores = new ArrayList<>(seen.newFacts().scores());
        List<String> facts = new ArrayList<>(seen.contradictions().contradicted());
        for (int i = 0; i < lies; i++) {
            FactScore honest = scores.get(i);
            scores.set(i, new FactScore(honest.fact(), honest.tier(), honest.reference(), 0));
            if (i >= facts.size()) {
                facts.add(honest.fact());
            }
        }
        Contradictions contradictions = new Contradictions(
                seen.contradictions().probedFacts() == 0 ? 0 : scores.size(),
                seen.contradictions().probedFacts() == 0 ? List.of() : facts);
        return new Observations(
                SuiteScores.complete(scores),
                seen.earlierFacts(),
                seen.general(),
                seen.superseded(),
                seen.perplexity(),
                contradictions);
    }

    private static Observations with(
            Observations seen, SuiteScores newFacts, SuiteScores earlier, SuiteScores general, SuiteScores superseded) {
        return new Observations(newFacts, earlier, general, superseded, seen.perplexity(), seen.contradictions());
    }

    private static SuiteScores lose(SuiteScores suite, SplittableRandom random) {
        return new SuiteScores(suite.expected(), suite.scores().subList(0, random.nextInt(suite.facts())));
    }
}
