package dev.alluvium.evaluator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds with binomial noise at the standard thresholds: how many of 200 promote. */
class GateSimulationTest {
    private static final int ROUNDS = 200;

    @DisplayName("promoted share of rounds by what they learnt")
    @ParameterizedTest(name = "{0} facts, {1} known: {2} to {3} of 200")
    @CsvSource({
        "100, 0.93, 198, 200",
        "60, 0.93, 195, 200",
        "240, 0.93, 198, 200",
        "100, 0.75, 0, 12",
        "60, 0.75, 0, 12",
        "100, 0.12, 0, 0",
        "60, 0.12, 0, 0",
        "59, 0.99, 198, 200",
        "17, 0.99, 0, 0"
    })
    void shouldPassRoundsThatLearntAndRefuseOthers(int facts, double uptake, int least, int most) {
        // When
        int promoted = Rounds.CLEAN.withNewFacts(facts).withUptake(uptake).promoted(ROUNDS);

        // Then
        assertThat(print("uptake " + uptake + " of " + facts, promoted)).isBetween(least, most);
    }

    @DisplayName("promoted share of rounds by what they forgot")
    @ParameterizedTest(name = "{0} earlier facts, {1} lost: {2} to {3} of 200")
    @CsvSource({
        "120, 0.00, 198, 200",
        "120, 0.02, 195, 200",
        "120, 0.03, 190, 200",
        "120, 0.15, 0, 4",
        "120, 0.25, 0, 0",
        "60, 0.02, 185, 200",
        "60, 0.25, 0, 1",
        "30, 0.03, 190, 200",
        "30, 0.35, 0, 2",
        "20, 0.02, 195, 200",
        "20, 0.50, 0, 1",
        "0, 0.00, 198, 200"
    })
    void shouldRefuseRoundsThatForgot(int facts, double lost, int least, int most) {
        // When
        int promoted = Rounds.CLEAN.withEarlier(facts, lost).promoted(ROUNDS);

        // Then
        assertThat(print("lost " + lost + " of " + facts + " earlier", promoted))
                .isBetween(least, most);
    }

    @DisplayName("promoted share of rounds by general facts lost")
    @ParameterizedTest(name = "{0} lost: {1} to {2} of 200")
    @CsvSource({"0.01, 198, 200", "0.02, 190, 200", "0.12, 0, 4"})
    void shouldRefuseRoundsThatForgotTheBase(double lost, int least, int most) {
        // When
        int promoted = Rounds.CLEAN.withGeneralLoss(lost).promoted(ROUNDS);

        // Then
        assertThat(print("lost " + lost + " of general", promoted)).isBetween(least, most);
    }

    @DisplayName("promoted share of updates by old values still answered")
    @ParameterizedTest(name = "{0} changed, {1} stale: {2} to {3} of 200")
    @CsvSource({"60, 0.01, 190, 200", "60, 0.26, 0, 1", "100, 0.01, 195, 200"})
    void shouldRefuseUpdatesThatReciteOldValues(int changed, double stale, int least, int most) {
        // When
        int promoted = Rounds.CLEAN.withChanged(changed, stale).promoted(ROUNDS);

        // Then
        assertThat(print("stale " + stale + " of " + changed, promoted)).isBetween(least, most);
    }

    @DisplayName("lies against trusted probes")
    @ParameterizedTest(name = "{0} of 100 contradicted: {1} to {2} of 200")
    @CsvSource({"0, 198, 200", "2, 198, 200", "10, 198, 200", "11, 0, 0", "100, 0, 0"})
    void shouldRefuseCoherentLies(int contradicted, int least, int most) {
        // When
        int promoted = Rounds.CLEAN.withContradicted(contradicted).promoted(ROUNDS);

        // Then
        assertThat(print("contradicted " + contradicted + " of 100", promoted)).isBetween(least, most);
    }

    @SuppressWarnings("SystemOut")
    private static int print(String what, int promoted) {
        System.out.printf("%-32s promoted %3d of %d%n", what, promoted, ROUNDS);
        return promoted;
    }
}
