package dev.alluvium.cleaning.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.settings.QualitySettings;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule with a text that breaks it, and good texts that break none. */
class QualityTest {
    private static final QualitySettings SETTINGS = QualitySettings.DEFAULT;
    private static final String ENGLISH =
            "The scale in the north hall was calibrated by the second shift on Monday, and"
                    + " its report says that the readings drift with the temperature of the room. We have asked the supplier for"
                    + " a stiffer frame, because the old one bends under a load of more than forty kilograms.";
    private static final String CHINESE =
            "北厅的电子秤由第二班在星期一重新校准，报告指出读数会随着室温变化而漂移。我们已经向供应商订购了更坚固的支架，" + "因为旧支架在超过四十公斤的负载下会弯曲。";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENGLISH,
                CHINESE,
                "Calibrate it on Mondays, after cleaning.",
                "It was moved from 2023.11.05 to 2023.12.14, costs 1,200.50 and has the version 4.18.0 at 10:30 now."
            })
    void shouldKeepRunningText(String text) {
        assertThat(GopherQuality.check(text, SETTINGS)).isEmpty();
        assertThat(GopherRepetition.ofPages(SETTINGS).check(text)).isEmpty();
        assertThat(C4Quality.check(text)).isEmpty();
        assertThat(FineWebQuality.check(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Too short                                           | gopher: units is 2, must be at least 5
            秤很重                                              | gopher: units is 3, must be at least 10
            # a # b # c # d # e of the hall                     | gopher: symbols per unit
            12 34 56 78 90 11 13 the hall and 14 15 16          | gopher: share of units with a letter
            """)
    void shouldNameTheRuleOfGopherThatAShortTextBreaks(String text, String finding) {
        assertThat(GopherQuality.check(text, SETTINGS).orElseThrow().toString()).startsWith(finding);
    }

    @Test
    void shouldNameTheRuleOfGopherThatALongTextBreaks() {
        String bullets = repeated(12, i -> "- item number " + (char) ('a' + i) + " of the whole list\n");
        String cutOff = repeated(12, i -> "The scale of hall " + (char) ('a' + i) + " measures…\n");
        String words = repeated(60, i -> "internationalisation" + (char) ('a' + i % 26) + " ");
        String names = repeated(60, i -> "Lima" + (char) ('a' + i % 26) + " ");

        assertThat(gopher(bullets)).contains("bullet lines");
        assertThat(gopher(cutOff)).contains("symbols per unit");
        assertThat(gopher(words)).contains("mean word length");
        assertThat(gopher(names)).contains("stop words");
    }

    @Test
    void shouldRefuseAPageThatRepeatsItselfAndForgiveAnAnswer() {
        String refrain = ENGLISH + "\n" + "It is written in the manual of the scale.\n".repeat(4) + CHINESE;
        String stuck = "the scale is broken ".repeat(60);

        assertThat(GopherRepetition.ofPages(SETTINGS).check(refrain)).isPresent();
        assertThat(GopherRepetition.ofAnswers(SETTINGS).check(refrain)).isEmpty();
        assertThat(GopherRepetition.ofAnswers(SETTINGS).check(stuck)).isPresent();
    }

    @Test
    void shouldNotLookAtCodeForRepetition() {
        String code = ENGLISH + "\n```\n" + "counter += 1;\n".repeat(80) + "```\n";

        assertThat(GopherRepetition.ofPages(SETTINGS).check(code)).isEmpty();
        assertThat(GopherRepetition.ofPages(SETTINGS).check(code.replace("`", "")))
                .isPresent();
    }

    @Test
    void shouldRefuseFillerTextAndMenus() {
        String menu = repeated(40, i -> "see offer " + i + " here\n");

        assertThat(C4Quality.check("Here stands Lorem Ipsum for now.")
                        .orElseThrow()
                        .toString())
                .isEqualTo("c4: occurrences of lorem ipsum is 1, must be at most 0");
        assertThat(FineWebQuality.check(menu).orElseThrow().rule()).startsWith("fineweb: ");
        assertThat(FineWebQuality.check(menu.lines().limit(9).collect(Collectors.joining("\n"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| Pump | Flow | Head | Price |\n|---|---|---|---|\n| P-10 | 12 | 4.5 | 310 |\n| P-20 | 24 | 6.0 | 455 |\n| P-30 | 36 | 7.5 | 590 |",
                "Voltage: 230 V\nPower: 1500 W\nWeight: 4.2 kg\nHeight: 320 mm\nWidth: 180 mm\nNoise: 62 dB(A)\nIP class: IP54",
                "型号：P-20\n功率：750 W\n重量：6.4 kg\n电压：220 V\n尺寸：300×200×150 mm\n流量：24 m³/h\n扬程：6 m",
                "问：水泵怎样接电源？\n答：先拧紧接地螺丝，再插三芯插头。\n问：水泵多久换油？\n答：每季度换油，换油前断电。\n问：漏水找谁？\n答：拨打售后电话，报出厂编号。"
            })
    void shouldKeepTablesSpecificationsAndQuestions(String text) {
        assertThat(GopherQuality.check(text, SETTINGS)).isEmpty();
        assertThat(GopherQuality.check((text + "\n").repeat(12), SETTINGS)).isEmpty();
        assertThat(FineWebQuality.check((text + "\n").repeat(12))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Die Waage in der Nordhalle wurde am Montag von der zweiten Schicht neu kalibriert, und ihr Bericht sagt, dass die"
                        + " Werte mit der Raumtemperatur schwanken. Wir haben beim Lieferanten einen steiferen Rahmen bestellt, weil"
                        + " sich der alte unter einer Last von mehr als vierzig Kilogramm verbiegt. Er soll im nächsten Monat kommen.",
                "Весы в северном цехе были откалиброваны второй сменой в понедельник, и в отчёте сказано, что показания"
                        + " меняются вместе с температурой в помещении. Мы заказали у поставщика более жёсткую раму, потому что"
                        + " старая гнётся под нагрузкой более сорока килограммов. Новая рама должна прийти в следующем месяце,"
                        + " после чего проверку проведут ещё раз и запишут её результаты в общий журнал.",
                "북쪽 홀의 저울은 월요일에 두 번째 조가 다시 교정했으며 보고서에 따르면 측정값이 실내 온도에 따라 변합니다. 우리는 공급업체에"
                        + " 더 단단한 틀을 주문했습니다. 기존 틀은 사십 킬로그램이 넘는 하중에서 휘어지기 때문입니다. 새 틀은 다음 달에 도착할"
                        + " 예정이고 그 뒤에 시험을 다시 하고 결과를 공책에 적을 것입니다. 그때까지는 무거운 물건을 저울에 올리지 말아 주십시오."
                        + " 문의 사항이 있으면 담당자에게 연락하고 답을 기다려 주시기 바랍니다. 감사합니다.",
                "A balança do salão norte foi calibrada pelo segundo turno na segunda-feira, e o relatório diz que as leituras"
                        + " variam com a temperatura da sala. Pedimos ao fornecedor uma armação mais rígida, porque a antiga"
                        + " entorta sob uma carga de mais de quarenta quilos. A nova deve chegar no próximo mês, e então faremos o teste outra vez.",
                "Timbangan di aula utara dikalibrasi oleh regu kedua pada hari Senin, dan laporannya mengatakan bahwa angkanya"
                        + " berubah mengikuti suhu ruangan. Kami sudah meminta rangka yang lebih kaku kepada pemasok, karena rangka"
                        + " yang lama melengkung di bawah beban lebih dari empat puluh kilogram. Rangka baru akan datang bulan depan."
            })
    void shouldBeSilentAboutLanguagesForWhichARuleWasNotMade(String text) {
        assertThat(GopherQuality.check(text, SETTINGS)).isEmpty();
        assertThat(FineWebQuality.check((text.replace(". ", ".\n") + "\n").repeat(4)))
                .isEmpty();
    }

    @Test
    void shouldWeighWhatATextSays() {
        assertThat(InformationDensity.of(ENGLISH)).isBetween(0.3, 1.0);
        assertThat(InformationDensity.of(CHINESE)).isBetween(0.3, 1.0);
        assertThat(InformationDensity.of("it is as it is and so it is")).isLessThan(0.2);
        assertThat(InformationDensity.of("scale ".repeat(500))).isLessThan(0.05);
        assertThat(InformationDensity.of("")).isEqualTo(1);
    }

    private static String gopher(String text) {
        return GopherQuality.check(text, SETTINGS).orElseThrow().rule();
    }

    private static String repeated(int times, java.util.function.IntFunction<String> line) {
        return IntStream.range(0, times).mapToObj(line).collect(Collectors.joining());
    }
}
