package dev.alluvium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DivergenceGuardsTest {
    @Test
    void shouldLetAHealthyRunGoOn() {
        assertThat(DivergenceGuards.check(tally(50, 5, 2, 1, 0.8))).isEmpty();
        assertThat(DivergenceGuards.checkEnd(tally(50, 5, 2, 1, 0.8))).isEmpty();
    }

    @Test
    void shouldNameALossThatExplodes() {
        assertThat(reason(DivergenceGuards.check(tally(50, 3, 10, 1, 1)))).contains("exploding-loss");
        assertThat(DivergenceGuards.check(tally(50, 0.1, 5, 1, 1)))
                .as("a loss below six nats is no explosion")
                .isEmpty();
    }

    @Test
    void shouldNameAGradientNormOutOfRange() {
        assertThat(reason(DivergenceGuards.check(tally(50, 5, 5, 1, 5000)))).contains("gradient-norm");
        assertThat(reason(DivergenceGuards.check(tally(5, 5, 5, 0, 0)))).contains("gradient-norm");
    }

    @Test
    void shouldJudgeNothingBeforeTheFirstStepsAreAveraged() {
        assertThat(DivergenceGuards.check(tally(2, 3, 10, 0, 0))).isEmpty();
    }

    @Test
    void shouldNameARunThatTaughtNothing() {
        // Given
        Validation worse = Validation.start(2.0).after(10, 2.5).after(20, 2.2);
        Validation better = worse.after(30, 1.5);
        Validation known = Validation.start(0.05).after(10, 0.06);

        // Then
        assertThat(reason(DivergenceGuards.checkEnd(validated(worse)))).contains("no-improvement");
        assertThat(DivergenceGuards.checkEnd(validated(better))).isEmpty();
        assertThat(DivergenceGuards.checkEnd(validated(known)))
                .as("a round that was known before has nothing to improve")
                .isEmpty();
    }

    @Test
    void shouldCountEvaluationsSinceTheBest() {
        // When
        Validation seen = Validation.start(3).after(10, 2).after(20, 2.5).after(30, 2.0);

        // Then
        assertThat(seen).isEqualTo(new Validation(3, 2.0, 2, 10, 2));
    }

    private static RunMeasurements validated(Validation validation) {
        return new RunMeasurements(30, 1, 1, 3, 2, 1, 1, validation);
    }

    private static RunMeasurements tally(int step, double firstLoss, double loss, double firstNorm, double norm) {
        @Nullable Validation none = null;
        return new RunMeasurements(step, 1, 1, firstLoss, loss, firstNorm, norm, none);
    }

    private static String reason(Optional<RecipeOutcome.Failed> failed) {
        return failed.map(RecipeOutcome.Failed::reason).orElse("none");
    }
}
