package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RoundContext.ROUND;
import static dev.alluvium.evaluator.gate.Rounds.CLEAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.stats.ShareBounds;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.GateConfig.NewFacts;
import dev.alluvium.settings.GateConfig.SeedDeviation;
import dev.alluvium.settings.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounds below {@code min-facts}, at the deviation of the seed that the shipped base's profile has. */
class SmallRoundsTest {
    private static final double SEEDS = 0.002;
    private static final Thresholds SHIPPED = thresholds(GateConfig.DEFAULT.newFacts(), SEEDS);
    private static final int ROUNDS = 500;

    /** Exact, by the binomial distribution, for every size: no draw decides. */
    @Test
    void shouldPassRightRoundsAndRefuseHalfWrongOnesAtEverySize() {
        for (int facts = SHIPPED.fewFacts(); facts < SHIPPED.minFacts(); facts++) {
            int needed = SmallRounds.needed(facts, SHIPPED);

            assertThat(ShareBounds.reaches(needed, facts, 0.93))
                    .as("right rounds of %d facts", facts)
                    .isGreaterThanOrEqualTo(0.95);
            assertThat(ShareBounds.reaches(needed, facts, SmallRounds.HALF_WRONG))
                    .as("half-wrong rounds of %d facts", facts)
                    .isLessThanOrEqualTo(0.05);
        }
    }

    @Test
    void shouldAskForWhatARightRoundKnows() {
        assertThat(SmallRounds.needed(18, SHIPPED)).isEqualTo(15);
        assertThat(SmallRounds.needed(20, SHIPPED)).isEqualTo(17);
        assertThat(SmallRounds.needed(59, SHIPPED)).isBetween(49, 51);
    }

    @DisplayName("promoted share of small rounds")
    @ParameterizedTest(name = "{0}: {1} facts, {2} known, {3} changed: {4} to {5} of 500")
    @CsvSource({
        "right, 18, 0.93, 0, 475, 500",
        "right, 20, 0.93, 0, 465, 500",
        "right, 30, 0.93, 0, 485, 500",
        "right, 59, 0.93, 0, 485, 500",
        "right, 18, 0.954, 0, 485, 500",
        "right, 18, 0.99, 0, 495, 500",
        "update, 18, 0.97, 18, 470, 500",
        "update, 30, 0.97, 30, 485, 500",
        "half wrong, 18, 0.606, 0, 0, 30",
        "half wrong, 20, 0.606, 0, 0, 30",
        "half wrong, 21, 0.606, 0, 0, 30",
        "half wrong, 30, 0.606, 0, 0, 25",
        "half wrong, 59, 0.606, 0, 0, 1",
        "shuffled, 18, 0.212, 0, 0, 0",
        "shuffled, 59, 0.212, 0, 0, 0",
        "lies, 18, 0.008, 0, 0, 0",
        "right, 17, 0.99, 0, 0, 0"
    })
    void shouldTellRightRoundsFromWrongOnes(String kind, int facts, double known, int changed, int least, int most) {
        // When: no record of a wrong round is seen to contradict its probes, though most would be
        long promoted = IntStream.range(0, ROUNDS)
                .mapToObj(seed -> drawn(facts, known, changed, seed))
                .filter(seen -> Gate.decide(seen, SHIPPED, ROUND).promotes())
                .count();

        // Then
        print(kind, facts, known, promoted);
        assertThat(promoted).isBetween((long) least, (long) most);
    }

    @SuppressWarnings("SystemOut")
    private static void print(String kind, int facts, double known, long promoted) {
        System.out.printf(
                "%-10s %2d facts, %4.1f %% known    promoted %4d of %d%n", kind, facts, 100 * known, promoted, ROUNDS);
    }

    @Test
    void shouldRefuseWhatIsHalfWrongAndSayHowManyWouldHavePassed() {
        // When
        Verdict verdict = Gate.decide(CLEAN.withNewFacts(18).withUptake(0.5).draw(3), SHIPPED, ROUND);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(verdict.reason()).contains("of 18 new facts, fewer than 60; 15 known facts pass");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProbeTier.class,
            names = {"FEED", "TEMPLATE"})
    void shouldJudgeFewFactsByTrustedProbesOfEachAlone(ProbeTier tier) {
        // Given: one fact in thirty has no trusted probe
        Observations seen = CLEAN.withNewFacts(30).withUptake(1).draw(1);
        List<FactScore> scores = new ArrayList<>(seen.newFacts().scores());
        FactScore first = scores.get(0);
        scores.set(0, new FactScore(first.fact(), tier, first.reference(), first.candidate()));

        // When
        Verdict verdict = Gate.decide(with(seen, scores), SHIPPED, ROUND);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(verdict.needsApproval()).isTrue();
        assertThat(verdict.reason()).contains("has 30; from 18 on trusted probes of each would do, 29 have some");
    }

    @Test
    void shouldHoldTheOtherRulesOfASmallRound() {
        // Given
        Rounds small = CLEAN.withNewFacts(30).withUptake(1);

        // Then
        assertThat(Gate.decide(small.draw(1), SHIPPED, ROUND).promotes()).isTrue();
        assertThat(failed(small.withEarlier(120, 0.3))).containsExactly("earlier-facts");
        assertThat(failed(small.withGeneralLoss(0.2))).containsExactly("general");
        assertThat(failed(small.withChanged(30, 0.5))).containsExactly("superseded");
        assertThat(failed(small.withContradicted(4))).containsExactly("contradictions");
    }

    @Test
    void shouldJudgeNoSmallRoundWhereSeedsDifferTooMuch() {
        // Given: another seed might have taught a third fewer or more
        Thresholds wide = thresholds(GateConfig.DEFAULT.newFacts(), 0.3);

        // When
        Verdict verdict = Gate.decide(CLEAN.withNewFacts(18).withUptake(1).draw(1), wide, ROUND);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(verdict.needsApproval()).isTrue();
    }

    @Test
    void shouldAskForMoreWhereTheFloorIsHigher() {
        // Given
        Thresholds strict =
                thresholds(new NewFacts(0.9, GateConfig.DEFAULT.newFacts().gain()), SEEDS);

        // Then
        assertThat(SmallRounds.needed(30, strict)).isGreaterThan(SmallRounds.needed(30, SHIPPED));
        assertThat(SmallRounds.needed(30, strict)).isLessThanOrEqualTo(30);
    }

    private static Observations drawn(int facts, double known, int changed, int seed) {
        double luck = new SplittableRandom(seed).nextDouble(-1, 1) * Math.sqrt(3) * SEEDS;
        return CLEAN.withNewFacts(facts)
                .withUptake(Math.min(1, Math.max(0, known + luck)))
                .withChanged(changed, 0.002)
                .draw(seed);
    }

    private static List<String> failed(Rounds rounds) {
        return Gate.decide(rounds.draw(1), SHIPPED, ROUND).rules().stream()
                .filter(rule -> rule.status() == Status.FAILED)
                .map(rule -> rule.rule())
                .toList();
    }

    private static Observations with(Observations seen, List<FactScore> scores) {
        return new Observations(
                SuiteScores.complete(scores),
                seen.earlierFacts(),
                seen.general(),
                seen.superseded(),
                seen.perplexity(),
                seen.contradictions());
    }

    private static Thresholds thresholds(NewFacts newFacts, double seeds) {
        return Thresholds.of(new Given<>(
                        GateConfig.class,
                        Map.of("newFacts", newFacts, "seedDeviation", new SeedDeviation(seeds, SEEDS)))
                .over(GateConfig.DEFAULT));
    }
}
