package dev.alluvium.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @Test
    void shouldCutAtHeadingsAndKeepCodeWhole() throws IOException {
        // When
        Document document = Markdown.read(
                "Before.\n\n# Scales\nIntro.\n\n## AX-200 *new*\n```sh\n# no heading\n```\nText.\n\nOther\n=====\nLast.\n");

        // Then
        assertThat(document.sections())
                .containsExactly(
                        new Section(List.of(), "Before.", 1),
                        new Section(List.of("Scales"), "Intro.", 4),
                        new Section(List.of("Scales", "AX-200 new"), "```sh\n# no heading\n```\nText.", 7),
                        new Section(List.of("Other"), "Last.", 14));
        assertThat(document.title()).isEqualTo("Scales");
    }

    @Test
    void shouldReadFrontMatter() throws IOException {
        // When
        Document document = Markdown.read(
                "---\ntitle: Scales\ndate: 2026-02-03\nlang: en\ntags: [a, b]\nowner: sales\n---\n# One\nText.\n");

        // Then
        assertThat(document.title()).isEqualTo("Scales");
        assertThat(document.fields()).isEqualTo(Map.of("occurredAt", "2026-02-03T00:00:00Z", "language", "en"));
        assertThat(document.attributes()).isEqualTo(Map.of("tags", "a, b", "owner", "sales"));
        assertThat(document.sections()).containsExactly(new Section(List.of("One"), "Text.", 9));
    }

    @Test
    void shouldReadAHeaderComment() throws IOException {
        Document document = Markdown.read("<!--\ndomain: scales\nsource: wiki\n-->\n# One\nText.\n");

        assertThat(document.attributes()).isEqualTo(Map.of("domain", "scales"));
        assertThat(document.fields()).isEqualTo(Map.of("source", "wiki"));
    }

    @Test
    void shouldTakeAnyOtherCommentForText() throws IOException {
        assertThat(Markdown.read("<!-- just a remark -->\nText.\n").attributes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\nx: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\n---\nText.",
                "---\na: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n---\nText.",
                "---\na: 1\na: 2\n---\nText.",
                "---\n- just\n- a list\n---\nText."
            })
    void shouldRefuseFrontMatterThatIsNoPlainYaml(String text) {
        assertThatThrownBy(() -> Markdown.read(text))
                .isInstanceOf(DocumentException.class)
                .hasMessageStartingWith("front matter");
    }

    @Test
    void shouldSurviveDeepNesting() throws IOException {
        assertThat(Markdown.read("> ".repeat(10_000) + "deep\n\n# After\nText.\n")
                        .sections())
                .last()
                .isEqualTo(new Section(List.of("After"), "Text.", 4));
        assertThat(Markdown.read("[".repeat(50_000) + "\n").sections()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x <!-- ", "x <? ", "x <![CDATA[ ", "[", "![", "*a ", "` `` ``` ", "[x](<y ", "&"})
    void shouldReadAMegabyteThatOpensAndNeverCloses(String piece) throws DocumentException {
        String text = piece.repeat((1 << 20) / piece.length());

        Document document = Markdown.read("# A *b* [c][d]\n\n" + text + "\n\n# " + text + "\n\nEnd.\n\n[d]: /e\n");

        assertThat(document.sections()).hasSize(2);
        assertThat(document.sections().get(0).headings()).containsExactly("A b \"c\" (/e)");
        assertThat(document.sections().get(1).headings())
                .singleElement()
                .asString()
                .hasSizeLessThan(1_001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[//]: # (领域:制造 子类:水泵 时间:202401)",
                "[//]: # (领域：制造 子类：水泵 时间：202401)",
                "[//]: # (领域: 制造，子类: 水泵，时间: 202401)",
                "[//]: # \"领域:制造 子类:水泵 时间:202401\"",
                "[//]: <> (领域:制造 子类:水泵 时间:202401)",
                "[comment]: # (领域:制造)\n\n[comment]: # (子类:水泵 时间:202401)",
                "[//]: # (领域:制造　子类:水泵　时间:202401)",
                "[//]: # (领域:制造\n子类:水泵\n时间:202401)",
                "[//]:# （领域﹕制造 子类︰水泵 时间:202401）",
                "[//]: # (checked by two)\n[//]: # (领域:制造 子类:水泵 时间:202401)",
                "---\n领域: 制造\n---\n[//]: # (子类:水泵 时间:202401)",
                "[//]: # (子类:水泵 时间:202401)\n\n---\n领域: 制造\n---",
                "---\n领域: 制造\n子类：水泵\n时间：202401\n---",
                "---  \n领域：制造\n子类：水泵\n时间：202401\n...",
                "\n---\n领域: 制造\n子类: 水泵\n时间: 202401\n---",
                "<!--\n领域：制造\n子类：水泵\n时间: 202401\n-->"
            })
    void shouldReadALinkCommentAsAttributes(String comment) throws IOException {
        Document document = Markdown.read(comment + "\n\n# 水泵\n每月加油。\n");

        assertThat(document.attributes()).isEqualTo(Map.of("领域", "制造", "子类", "水泵", "时间", "202401"));
        assertThat(document.sections()).hasSize(1);
        assertThat(document.sections().get(0).text()).isEqualTo("每月加油。");
    }

    @Test
    void shouldReadLinkCommentsBelowTheTitle() throws IOException {
        Document document = Markdown.read("# 水泵\n[//]: # (领域:制造)\n每月加油。\n");

        assertThat(document.attributes()).isEqualTo(Map.of("领域", "制造"));
        assertThat(document.sections()).containsExactly(new Section(List.of("水泵"), "每月加油。", 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            time:10:30 place:x                   | time=10:30#place=x
            link:https://example.org/a?b=1 k:v   | link=https://example.org/a?b=1#k=v
            folder:C:\\pumps\\ax k:v              | folder=C:\\pumps\\ax#k=v
            k:a k:b                              | k=a, b
            Do not edit: see the script          | ''
            领域:教育 科技（K12） 空:                   | 领域=教育 科技（K12）
            """)
    void shouldReadThePairsOfALinkComment(String comment, String pairs) throws IOException {
        Document document = Markdown.read("[//]: # (" + comment + ")\nText.\n");

        Map<String, String> expected = new HashMap<>();
        Stream.of(pairs.split("#"))
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> expected.put(pair.split("=", 2)[0], pair.split("=", 2)[1]));
        assertThat(document.attributes()).isEqualTo(expected);
        assertThat(document.sections())
                .singleElement()
                .satisfies(section -> assertThat(section.text()).isEqualTo("Text."));
    }

    @Test
    void shouldKeepTheValuesOfFrontMatterAsTheyAreWritten() throws IOException {
        Document document = Markdown.read(
                "---\nversion: 1.10\nzip: 0012\nopens: 12:30\nopen: no\nhex: 0x1F\nwho: {name: Ann, age: 30}\n---\nText.\n");

        assertThat(document.attributes())
                .isEqualTo(Map.of(
                        "version",
                        "1.10",
                        "zip",
                        "0012",
                        "opens",
                        "12:30",
                        "open",
                        "no",
                        "hex",
                        "0x1F",
                        "who",
                        "name: Ann, age: 30"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"---\nsection_level: 1\n---\n", "---\nSection-Level: '1'\n---\n", "[//]: # (section_level：１)\n"})
    void shouldKnowTheLevelInItsSpellings(String front) throws IOException {
        Document document = Markdown.read(front + "# A\none\n## B\ntwo\n");

        assertThat(document.attributes()).isEmpty();
        assertThat(document.sections())
                .singleElement()
                .satisfies(section -> assertThat(section.text()).isEqualTo("one\n## B\ntwo"));
    }

    @Test
    void shouldLeaveALinkCommentThatNamesNothing() throws IOException {
        Document document = Markdown.read("[//]: # (to be written)\n# One\nText.\n");

        assertThat(document.attributes()).isEmpty();
    }

    @Test
    void shouldCutAtTheLevelThatIsAskedFor() throws IOException {
        String text = "# A\none\n## B\ntwo\n### C\nthree\n";

        assertThat(Markdown.read(text, 2).sections())
                .containsExactly(
                        new Section(List.of("A"), "one", 2), new Section(List.of("A", "B"), "two\n### C\nthree", 4));
        assertThat(Markdown.read("---\nsection_level: 1\n---\n" + text).sections())
                .containsExactly(new Section(List.of("A"), "one\n## B\ntwo\n### C\nthree", 5));
        assertThatThrownBy(() -> Markdown.read("---\nsection_level: 9\n---\n" + text))
                .hasMessage("front matter: section_level=9: must be a level from 1 to 6");
    }

    @Test
    void shouldJoinSectionsOfDeeperHeadings() {
        assertThat(Section.cutAt(
                        List.of(
                                new Section(List.of("A"), "one", 0),
                                new Section(List.of("A", "B"), "two", 0),
                                new Section(List.of("C", "D"), "three", 0)),
                        1))
                .containsExactly(
                        new Section(List.of("A"), "one\n\n## B\n\ntwo", 0),
                        new Section(List.of("C"), "## D\n\nthree", 0));
    }

    @Test
    void shouldKeepAHeadingWithoutText() {
        assertThat(Section.cutAt(
                        List.of(
                                new Section(List.of("A", "B", "C"), "one", 0),
                                new Section(List.of("A", "B", "D"), "two", 0)),
                        1))
                .containsExactly(new Section(List.of("A"), "## B\n\n### C\n\none\n\n### D\n\ntwo", 0));
    }
}
