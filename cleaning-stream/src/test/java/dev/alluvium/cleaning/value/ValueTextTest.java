package dev.alluvium.cleaning.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.settings.ValueSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextTest {
    private final ValueText values = new ValueText(new ValueSettings(true, true, Map.of("mass", "kg", "length", "m")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            于2024年2月3日举行            | 于2024-02-03举行
            2024 年 12 月 31 号            | 2024-12-31
            due 2024/2/3, paid 2024-2-9    | due 2024-02-03, paid 2024-02-09
            2024.02.03发布                | 2024-02-03发布
            On Feb 3, 2024 we met          | On 2024-02-03 we met
            February 3rd, 2024             | 2024-02-03
            3 February 2024                | 2024-02-03
            the 29th of February 2024      | the 2024-02-29
            Sept. 9, 2023                  | 2023-09-09
            售出3万台，收入1.5亿元          | 售出30000台，收入150000000元
            1,234,567.89 of 1,000          | 1234567.89 of 1000
            重3500克，另5公斤和2吨          | 重3.5 kg，另5 kg和2000 kg
            12 cm and 3km                  | 0.12 m and 3000 m
            """)
    void shouldWriteInOneSpelling(String text, String expected) {
        Edits edits = new Edits();

        assertThat(values.normalise(text, edits)).isEqualTo(expected);
        assertThat(edits.attributes()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024年2月30日",
                "February 30, 2024",
                "02/03/2024",
                "2024-02-03T10:00:00Z",
                "2024-02-03",
                "2024.1.9",
                "version 1.2024.02.03",
                "192.168.1.1",
                "2024年2月",
                "3万5千",
                "一万",
                "3万能充电器",
                "1,2,3,400",
                "12,34",
                "5克拉",
                "3 m²",
                "5 kg/m",
                "AX-5kg",
                "3升级",
                "A4纸"
            })
    void shouldLeaveWhatIsNotCertain(String text) {
        assertThat(values.normalise(text, new Edits())).isEqualTo(text);
    }

    @Test
    void shouldKeepHowItWasWritten() {
        Edits edits = new Edits();

        values.normalise("2024年2月3日 or Feb 3, 2024, again Feb 3, 2024", edits);

        assertThat(edits.attributes()).isEqualTo(Map.of("original/2024-02-03", "2024年2月3日 | Feb 3, 2024"));
        assertThat(edits.count()).isEqualTo(3);
    }

    @Test
    void shouldNameTheUnitsThatThereAre() {
        assertThatThrownBy(() -> new ValueText(new ValueSettings(null, null, Map.of("mass", "pound"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("units.mass=pound: must be one of")
                .hasMessageContaining("mass: g, 克, kg");
    }
}
