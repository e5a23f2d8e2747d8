package dev.alluvium.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlRecordsTest {
    @Test
    void shouldReadChildrenAndAttributesAsFields() throws IOException {
        assertThat(Items.read(
                        "f",
                        "<?xml version=\"1.0\"?>\n"
                                + "<records>\n"
                                + " <record fact=\"w\"><instruction>Q &lt;"
                                + " R</instruction><output><![CDATA[A]]></output></record>\n"
                                + "<record instruction=\"X\" output=\"Y\"/></records>"))
                .containsExactly(
                        "line 3 {\"fact\":\"w\",\"instruction\":\"Q < R\",\"output\":\"A\"}",
                        "line 4 {\"instruction\":\"X\",\"output\":\"Y\"}");
    }

    @Test
    void shouldReadListsAndRepeatedElements() throws IOException {
        assertThat(Items.read(
                        "f",
                        "<r><c><messages><message role=\"user\">Q</message><message role=\"assistant\">A</message>"
                                + "</messages><tag>a</tag><tag>b</tag></c></r>"))
                .singleElement()
                .asString()
                .endsWith(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":\"A\"}],"
                                + "\"tag\":[\"a\",\"b\"]}");
    }

    @Test
    void shouldFindTheNamedElementsWhereverTheyStand() throws IOException {
        ReadOptions items = new ReadOptions("f", null, "item", new FieldMapping(List.of()), Map.of());

        assertThat(Items.read(
                        items,
                        "<rss><channel><title>T</title><item><title>A</title><text>B</text></item></channel></rss>"
                                .getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .endsWith("{\"title\":\"A\",\"text\":\"B\"}");
    }

    @Test
    void shouldReadNoDocumentTypeAndNothingFromOutside() {
        assertThatThrownBy(() -> Items.read(
                        "f", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r><c><text>&x;</text></c></r>"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("DOCTYPE")
                .hasMessageNotContaining("root:");
        assertThatThrownBy(() -> Items.read("f", "<r><c><text>&x;</text></c></r>"))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void shouldGoOnBehindWhatIsTooDeepOrTooLong() throws IOException {
        String deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
        String large = "<c><text>" + "x".repeat(2 << 20) + "</text></c>";

        assertThat(Items.read("f", "<r>" + deep + large + "<c><text>B</text></c></r>"))
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).contains("! nested deeper than 32 levels"),
                        second -> assertThat(second).contains("bytes: a record has at most 1048576"),
                        third -> assertThat(third).endsWith("{\"text\":\"B\"}"));
    }

    @Test
    void shouldSayWhereItIsNotWellFormed() {
        assertThatThrownBy(() -> Items.read("f", "<r><c><text>B</text></c>\n<c></r>"))
                .hasMessageContainingAll("line 2", "not well-formed XML");
    }

    @Test
    void shouldReadTextBetweenWhichElementsStandAsText() throws IOException {
        assertThat(Items.read(
                        "f.xml", "<r><row><instruction>How <b>heavy</b>?</instruction><output>3 kg</output></row></r>"))
                .containsExactly("line 1 {\"instruction\":\"How heavy?\",\"output\":\"3 kg\"}");
        assertThat(Items.read(
                        "f.xml",
                        "<r><row><messages><message role='user'>Why <i>so</i>?</message>"
                                + "<message role='assistant'>So.</message></messages></row></r>"))
                .containsExactly("line 1 {\"messages\":[{\"role\":\"user\",\"content\":\"Why so?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"So.\"}]}");
    }

    @Test
    void shouldReadTheEncodingThatIsDeclaredOrCertain() throws IOException {
        String xml = "<r><row><instruction>Wie groß?</instruction><output>Größer</output></row></r>";

        assertThat(Items.read("f.xml", xml.getBytes(Charset.forName("windows-1252"))))
                .containsExactly("line 1 {\"instruction\":\"Wie groß?\",\"output\":\"Größer\"}");
        assertThat(Items.read(
                        "f.xml",
                        ("<?xml version='1.0' encoding='ISO-8859-2'?>" + xml).getBytes(Charset.forName("ISO-8859-2"))))
                .containsExactly("line 1 {\"instruction\":\"Wie groß?\",\"output\":\"Größer\"}");
    }
}
