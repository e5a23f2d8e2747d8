package dev.alluvium.knowledge.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactUnitsTest {
    private final FactUnits units = new FactUnits(List.of("ax/weight", "a"));

    @ParameterizedTest
    @CsvSource({
        "ax/weight, ax/weight",
        "ax/weight/zh, ax/weight",
        "ax/weight/zh-TW, ax/weight",
        "ax/weight/zh-Hant, ax/weight",
        "ax/weight/kg2, ax/weight/kg2",
        "ax/weight/ZH, ax/weight/ZH",
        "ax/weight/, ax/weight/",
        "bx/weight/zh, bx/weight/zh",
        "a/de, a",
        "/de, /de",
        "plain, plain"
    })
    void shouldNameTheFactWhoseTranslationItIs(String fact, String unit) {
        assertThat(units.of(fact)).isEqualTo(unit);
    }

    @Test
    void shouldCountUnits() {
        assertThat(FactUnits.count(List.of("a", "a/zh", "a/de", "b/zh"))).isEqualTo(2);
        assertThat(FactUnits.count(List.of())).isZero();
    }
}
