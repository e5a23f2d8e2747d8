package dev.alluvium.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void shouldLineUpChineseBesideEnglish() {
        List<List<String>> rows = List.of(List.of("NAME", "N"), List.of("价格", "1"), List.of("abc", "2"));

        List<String> lines = TextTable.lines(rows, 80);

        assertThat(lines).containsExactly("NAME  N", "价格  1", "abc   2");
    }

    @Test
    void shouldGoOnInFurtherLinesWhereTheLastColumnDoesNotFit() {
        List<List<String>> rows = List.of(List.of("A", "WHY"), List.of("x", "one two three four five six seven eight"));

        List<String> lines = TextTable.lines(rows, 30);

        assertThat(lines).containsExactly("A  WHY", "x  one two three four five", "   six seven eight");
    }

    @Test
    void shouldPutTheLastColumnBelowWhereLittleIsLeftBesideTheOthers() {
        List<List<String>> rows = List.of(List.of("x".repeat(60), "这是一个很长的说明，它不能放在同一行里，所以要换行显示"));

        List<String> lines = TextTable.lines(rows, 70);

        assertThat(lines).hasSize(2).allMatch(line -> TextTable.width(line) <= 70);
        assertThat(lines.get(1)).isEqualTo("    这是一个很长的说明，它不能放在同一行里，所以要换行显示");
    }

    @Test
    void shouldPutBelowTheirRowTheColumnsThatDoNotFitBesideEachOther() {
        List<List<String>> rows = List.of(
                List.of("VERSION", "STAGE", "ROUNDS", "EARLIER", "PROMOTED"),
                List.of("1", "LIVE", "r000001,r000002,r000003", "90 %", "2026-11-30T08:00:00Z"),
                List.of("2", "拒绝", "r000004", "-", "-"));

        List<String> lines = TextTable.lines(rows, 40);

        assertThat(lines)
                .containsExactly(
                        "VERSION  STAGE  ROUNDS",
                        "1        LIVE   r000001,r000002,r000003",
                        "    earlier 90 %; promoted",
                        "    2026-11-30T08:00:00Z",
                        "2        拒绝   r000004");
    }

    @Test
    void shouldNameTheLastColumnBelowTheOthers() {
        List<List<String>> rows = List.of(
                List.of("EVENT", "BY", "AT"),
                List.of("version-promoted", "admin", "2026-11-30T08:00:00Z"),
                List.of("frozen", "admin", "-"));

        assertThat(TextTable.lines(rows, 40))
                .containsExactly(
                        "EVENT             BY",
                        "version-promoted  admin",
                        "    at 2026-11-30T08:00:00Z",
                        "frozen            admin");
    }

    @Test
    void shouldShowAFirstColumnThatIsWiderThanTheTerminal() {
        List<List<String>> rows = List.of(List.of("PATH", "N", "M"), List.of("目".repeat(12), "1", "2"));

        assertThat(TextTable.lines(rows, 20)).containsExactly("PATH", "目".repeat(12), "    n 1; m 2");
    }

    @Test
    void shouldLoseNothingOfAWrappedText() {
        String text = "版本3 was refused: 新事实 known 12 %, surely above 5 %; 75 % is asked "
                .repeat(4)
                .strip();

        List<String> lines = TextTable.lines(List.of(List.of("a", text)), 40);

        assertThat(String.join("", lines).replace(" ", "")).isEqualTo("a" + text.replace(" ", ""));
        assertThat(lines).allMatch(line -> TextTable.width(line) <= 40);
    }

    @Test
    void shouldCutWhatIsWiderThanTheTerminal() {
        assertThat(TextTable.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(TextTable.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(TextTable.cut("知识流入", 6)).isEqualTo("知识…");
        assertThat(TextTable.cut("a知识流入", 7)).isEqualTo("a知识…");
    }
}
