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
            5 cm × 20 cm                   | 0.05 m × 0.2 m
            5cm至8cm                       | 0.05 m至0.08 m
            120 g ± 3 g                    | 0.12 kg ± 0.003 kg
            1.5万-2万元                    | 15000-20000元
            released on 2024.02.03 in Bonn | released on 2024-02-03 in Bonn
            2024年2月3号开会               | 2024-02-03开会
            """)
    void shouldWriteInOneSpelling(String text, String expected) {
        assertThat(Edit.apply(text, values.edits(text))).isEqualTo(expected);
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
                "A4纸",
                "15~40 cm",
                "15至40厘米",
                "15 to 40 cm",
                "15, 20 or 40 cm",
                "4×6×9 cm",
                "4 x 6 cm",
                "250±4 g",
                "250 g ± 4",
                "7×10^4 g",
                "7×10⁴ g",
                "3/4 g",
                "2 1/2 g",
                "2½ g",
                "1 200 g",
                "5 g·cm",
                "10-20万元",
                "3到5万人",
                "2亿4000万",
                "13万2",
                "两三万",
                "3万多人",
                "1/3万",
                "250 +/- 4 g",
                "3 g-7 g",
                "40 cm/60 cm",
                "1:250 g",
                "2.0E+3 g",
                "0．5 cm",
                "15<x<40 cm",
                "5g网络",
                "2021年3月5日至9日",
                "2021年3月5日-4月2日",
                "3月5日至2021年4月2日",
                "2021年3月5日9时30分",
                "5 to 9 March 2021",
                "on the 5th and 9 March 2021",
                "农历2021年3月5日",
                "公元前221年3月5日",
                "公元前 1127年3月20日",
                "March 15, 1044 BC",
                "地铁2019年9月12号线",
                "2021年5月8号楼",
                "version 2023.11.05",
                "版本2023.11.05",
                "版本号：2023-11-5",
                "升级到2023.11.05版",
                "it needs black 2023.11.05"
            })
    void shouldLeaveWhatIsNotCertain(String text) {
        assertThat(values.edits(text)).isEmpty();
    }

    @Test
    void shouldNameTheUnitsThatThereAre() {
        assertThatThrownBy(() -> new ValueText(new ValueSettings(true, true, Map.of("mass", "pound"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("units.mass=pound: must be one of")
                .hasMessageContaining("mass: g, 克, kg");
    }
}
