package dev.alluvium.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.knowledge.decode.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    @Test
    void shouldReadJsonLinesAsTheyAre() throws IOException {
        assertThat(read("{\"a\": 1}\n\n  \n{\"b\":2}\r\nnot json\n{\"c\":3}"))
                .containsExactly("line 1 {\"a\": 1}", "line 4 {\"b\":2}", "line 5 not json", "line 6 {\"c\":3}");
    }

    @Test
    void shouldKeepABrokenFirstLineOfManyForCleaning() throws IOException {
        assertThat(read("{\"a\": \n{\"b\":2}\n")).containsExactly("line 1 {\"a\": ", "line 2 {\"b\":2}");
    }

    @Test
    void shouldReadAnArrayHoweverItIsLaidOut() throws IOException {
        assertThat(read("[\n  {\"instruction\": \"重?\",\n \"output\": \"3\"},\n {\"b\":[2]}]\n"))
                .containsExactly(
                        "line 2, column 3 {\"instruction\":\"重?\",\"output\":\"3\"}", "line 4, column 2 {\"b\":[2]}");
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void shouldReadOnePrettyPrintedObject() throws IOException {
        assertThat(read("{\n  \"text\": \"x\"\n}\n")).containsExactly("line 1, column 1 {\"text\":\"x\"}");
    }

    @Test
    void shouldReadWhatIsZippedOrHasAByteOrderMark() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("{\"a\":1}\n{\"b\":2}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(zipped.toByteArray())).containsExactly("line 1 {\"a\":1}", "line 2 {\"b\":2}");
        assertThat(read("\uFEFF{\"a\":1}\n{\"b\":2}")).containsExactly("line 1 {\"a\":1}", "line 2 {\"b\":2}");
        assertThat(read("\uFEFF[{\"a\":1}]")).containsExactly("line 1, column 2 {\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"b\":2}\n",
                "[{\"a\":1},{\"b\":2}]",
                "instruction,output\na b?,c\n",
                "<r><a><b>1</b></a></r>"
            })
    void shouldBlameTheFileForADamagedGzip(String text) throws IOException {
        // Given
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        for (int at = 2; at < zipped.size(); at++) {
            byte[] cut = Arrays.copyOf(zipped.toByteArray(), at);

            // When, Then
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("the gzip is damaged or cut short");
        }
    }

    @Test
    void shouldFindNothingInNothing() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read(" \n\n")).isEmpty();
    }

    @Test
    void shouldSayWhatItCannotRead() {
        assertThatThrownBy(() -> read("Dear all\nplease learn this\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("neither JSON", "--format");
        assertThatThrownBy(() -> read("[{\"a\":1},\n{\"b\":"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("record 2, line 2");
    }

    @Test
    void shouldPassOverWhatIsTooLongAndGoOn() throws IOException {
        String line = "{\"text\":\"" + "x".repeat(3 << 20) + "\"}";

        assertThat(read("{\"a\":1}\n" + line + "\n{\"b\":2}"))
                .containsExactly(
                        "line 1 {\"a\":1}",
                        "line 2 ! 3145739 bytes: a record has at most 1048576; split it into several",
                        "line 3 {\"b\":2}");
        assertThat(read("[" + line + ",{\"b\":2}]"))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("{\"b\":2}");
    }

    @Test
    void shouldPassOverWhatIsTooDeepAndGoOn() throws IOException {
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);

        assertThat(read("[" + deep + ",\n{\"b\":2}]"))
                .containsExactly(
                        "line 1, column 2 ! 10000 levels deep: a record has at most 32; flatten it",
                        "line 2, column 1 {\"b\":2}");
    }

    @Test
    void shouldGoOnBehindAnElementThatIsBrokenInside() throws IOException {
        assertThat(read("[{\"a\":nonsense \"},\"},{\"b\":\"\\\"]\"}, 7]"))
                .containsExactly(
                        "line 1, column 2 {\"a\":nonsense\"},\"}",
                        "line 1, column 22 {\"b\":\"\\\"]\"}",
                        "line 1, column 35 7");
    }

    @Test
    void shouldReadGb18030AsUtf8() throws IOException {
        byte[] lines = "{\"instruction\":\"秤有多重\",\"output\":\"三公斤\"}\n".getBytes(TextEncoding.GB18030);

        assertThat(read(lines)).containsExactly("line 1 {\"instruction\":\"秤有多重\",\"output\":\"三公斤\"}");
    }

    private static List<String> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(byte[] bytes) throws IOException {
        return Items.read("stdin", bytes);
    }
}
