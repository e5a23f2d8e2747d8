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
    @ValueSource(strings = {ENGLISH, CHINESE, "Calibrate it on Mondays, after cleaning."})
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

    @Test
    void shouldWeighWhatATextSays() {
        assertThat(Information.of(ENGLISH)).isBetween(0.3, 1.0);
        assertThat(Information.of(CHINESE)).isBetween(0.3, 1.0);
        assertThat(Information.of("it is as it is and so it is")).isLessThan(0.2);
        assertThat(Information.of("scale ".repeat(500))).isLessThan(0.05);
        assertThat(Information.of("")).isEqualTo(1);
    }

    private static String gopher(String text) {
        return GopherQuality.check(text, SETTINGS).orElseThrow().rule();
    }

    private static String repeated(int times, java.util.function.IntFunction<String> line) {
        return IntStream.range(0, times).mapToObj(line).collect(Collectors.joining());
    }
}
