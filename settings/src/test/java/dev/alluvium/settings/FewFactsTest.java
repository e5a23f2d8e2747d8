package dev.alluvium.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trigger and gate start from the same numbers. */
class FewFactsTest {
    @Test
    void shouldHaveTheSameDefaults() {
        assertThat(TriggerConfig.DEFAULT.minFacts()).isEqualTo(GateConfig.PROFILE.leastFacts());
        assertThat(TriggerConfig.DEFAULT.fewFacts()).isEqualTo(GateConfig.PROFILE.leastFewFacts());
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "18, 18", "100, 18"})
    void shouldNeverBeAboveMinFacts(int minFacts, int fewFacts) {
        assertThat(TriggerConfig.of(1, null, minFacts).fewFacts()).isEqualTo(fewFacts);
        assertThat(gate(minFacts, null).leastFewFacts()).isEqualTo(fewFacts);
    }

    @Test
    void shouldRefuseMoreThanMinFacts() {
        assertThatThrownBy(() -> gate(10, 11)).hasMessage("few-facts=11: must not be above min-facts=10; leave it out");
        assertThatThrownBy(() -> new TriggerConfig(1, null, null, null, 10, 11))
                .hasMessage("few-facts=11: must not be above min-facts=10; leave it out");
    }

    @Test
    void shouldTakeItFromTheBaseUnlessTheModelSaysMore() {
        assertThat(gate(null, null).over(gate(50, 20)).leastFewFacts()).isEqualTo(20);
        assertThat(gate(null, 30).over(gate(50, 20)).leastFewFacts()).isEqualTo(30);
        assertThat(gate(10, null).over(gate(50, 20)).leastFewFacts()).isEqualTo(10);
    }

    private static GateConfig gate(@Nullable Integer minFacts, @Nullable Integer fewFacts) {
        return new GateConfig(null, null, null, null, null, null, null, null, minFacts, fewFacts, null);
    }
}
