package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RoundContext.ROUND;
import static dev.alluvium.evaluator.gate.Rounds.CLEAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.GateConfig.SeedDeviation;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.binder.ConfigLoader;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What another training seed might have given counts against a round, in every rule that has a bound. */
class SeedDeviationTest {
    @Test
    void shouldWidenEveryBoundOverFactsAndNoEstimate() {
        // When
        Verdict plain = judge(CLEAN, null, null);
        Verdict widened = judge(CLEAN, 0.03, 0.02);

        // Then
        for (String rule : new String[] {"new-facts.floor", "new-facts.gain"}) {
            assertThat(bound(widened, rule)).as(rule).isLessThan(bound(plain, rule));
            assertThat(rule(widened, rule).value()).isEqualTo(rule(plain, rule).value());
        }
        assertThat(bound(widened, "earlier-facts")).isGreaterThan(bound(plain, "earlier-facts"));
        assertThat(rule(widened, "general")).isEqualTo(rule(plain, "general"));
    }

    @Test
    void shouldAskForMoreKnownFactsTheMoreSeedsDiffer() {
        // When
        RuleResult plain = rule(judge(CLEAN.withUptake(0.87), null, null), "new-facts.floor");
        RuleResult widened = rule(judge(CLEAN.withUptake(0.87), 0.08, null), "new-facts.floor");

        // Then
        assertThat(plain.status()).isEqualTo(Status.PASSED);
        assertThat(plain.detail()).contains(", which 83 known facts would show");
        assertThat(widened.status()).isEqualTo(Status.FAILED);
        assertThat(widened.detail()).contains(", which 90 known facts would show");
    }

    @Test
    void shouldFallBackToTheEstimateWhereNoSampleCouldPass() {
        // When
        RuleResult rule = rule(judge(CLEAN, null, 0.08), "earlier-facts");

        // Then
        assertThat(rule.status()).as("a lossless sample is at most 13 % here").isEqualTo(Status.PASSED);
        assertThat(rule.bound()).isNull();
        assertThat(rule.detail()).contains("the estimate decides");
    }

    @Test
    void shouldTakeWhatTheModelLeavesOutFromTheBase() {
        // Given
        GateConfig base = config(0.01, 0.02);

        // When
        GateConfig own = given("seed-deviation: { new-facts: 0.005 }").over(base);

        // Then
        assertThat(own.seedDeviation()).isEqualTo(new SeedDeviation(0.005, 0.02));
        assertThat(given("stale: 1%").over(base).seedDeviation()).isEqualTo(base.seedDeviation());
    }

    /** As the gate's simulation has it without a deviation. */
    @ParameterizedTest(name = "deviation {0}, {1} forgotten: {2} to {3} of 200")
    @CsvSource({"0.002, 0.01, 198, 200", "0.002, 0.03, 190, 200", "0.002, 0.15, 0, 4"})
    void shouldCostCleanRoundsNothingAtTheShippedDeviation(double deviation, double forgotten, int least, int most) {
        // Given
        Rounds rounds = CLEAN.withEarlier(120, forgotten);

        // When
        long promoted = IntStream.range(0, 200)
                .mapToObj(rounds::draw)
                .filter(seen -> Gate.decide(seen, Thresholds.of(config(deviation, deviation)), ROUND)
                        .promotes())
                .count();

        // Then
        assertThat(promoted).isBetween((long) least, (long) most);
    }

    private static Verdict judge(Rounds rounds, @Nullable Double newFacts, @Nullable Double earlierFacts) {
        return Gate.decide(rounds.draw(1), Thresholds.of(config(newFacts, earlierFacts)), ROUND);
    }

    private static GateConfig config(@Nullable Double newFacts, @Nullable Double earlierFacts) {
        return given("seed-deviation: { new-facts: %s, earlier-facts: %s }"
                        .formatted(newFacts == null ? 0 : newFacts, earlierFacts == null ? 0 : earlierFacts))
                .over(GateConfig.DEFAULT);
    }

    private static Given<GateConfig> given(String yaml) {
        return ConfigLoader.given("test", yaml, GateConfig.class);
    }

    private static RuleResult rule(Verdict verdict, String name) {
        return verdict.rules().stream()
                .filter(rule -> rule.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double bound(Verdict verdict, String name) {
        return Objects.requireNonNull(rule(verdict, name).bound());
    }
}
