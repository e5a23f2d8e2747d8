package dev.alluvium.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.settings.binder.ConfigLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trigger and gate start from the same numbers. */
class FewFactsTest {
    @Test
    void shouldHaveTheSameDefaults() {
        assertThat(TriggerConfig.DEFAULT.minFacts()).isEqualTo(GateConfig.DEFAULT.minFacts());
        assertThat(TriggerConfig.DEFAULT.leastFewFacts()).isEqualTo(GateConfig.DEFAULT.leastFewFacts());
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "18, 18", "100, 18"})
    void shouldNeverBeAboveMinFacts(int minFacts, int fewFacts) {
        assertThat(TriggerConfig.of(1, null, minFacts).leastFewFacts()).isEqualTo(fewFacts);
        assertThat(gate("min-facts: " + minFacts).over(GateConfig.DEFAULT).leastFewFacts())
                .isEqualTo(fewFacts);
    }

    @Test
    void shouldRefuseMoreThanMinFacts() {
        String gate = "gate: { min-facts: 10, few-facts: 11 }";
        assertThatThrownBy(() -> ConfigLoader.parse("m", gate, ModelConfig.class, Map.of()))
                .hasMessageContaining("gate.few-facts=11: must not be above min-facts=10; leave it out");
        assertThatThrownBy(() -> ConfigLoader.parse("p", gate, BaseProfile.class, Map.of()))
                .hasMessageContaining("gate.few-facts=11: must not be above min-facts=10; leave it out");
        assertThatThrownBy(() -> new TriggerConfig(1, null, null, null, 10, 11))
                .hasMessage("few-facts=11: must not be above min-facts=10; leave it out");
    }

    @Test
    void shouldTakeItFromTheBaseUnlessTheModelSaysMore() {
        GateConfig base = gate("min-facts: 50, few-facts: 20").over(GateConfig.DEFAULT);

        assertThat(gate("").over(base).leastFewFacts()).isEqualTo(20);
        assertThat(gate("few-facts: 30").over(base).leastFewFacts()).isEqualTo(30);
        assertThat(gate("min-facts: 10").over(base).leastFewFacts()).isEqualTo(10);
        assertThat(gate("few-facts: 80").over(base).leastFewFacts()).isEqualTo(50);
    }

    private static Given<GateConfig> gate(String yaml) {
        return ConfigLoader.given("test", "{ " + yaml + " }", GateConfig.class);
    }
}
