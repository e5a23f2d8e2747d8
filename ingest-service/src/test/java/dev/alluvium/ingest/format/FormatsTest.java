package dev.alluvium.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class FormatsTest {
    @Test
    void shouldReadJsonLinesAsTheyAre() throws IOException {
        assertThat(read("{\"a\": 1}\n\n  \n{\"b\":2}\r\nnot json\n{\"c\":3}"))
                .containsExactly("1 {\"a\": 1}", "4 {\"b\":2}", "5 not json", "6 {\"c\":3}");
    }

    @Test
    void shouldKeepABrokenFirstLineOfManyForCleaning() throws IOException {
        assertThat(read("{\"a\": \n{\"b\":2}\n")).containsExactly("1 {\"a\": ", "2 {\"b\":2}");
    }

    @Test
    void shouldReadAnArrayHoweverItIsLaidOut() throws IOException {
        assertThat(read("[\n  {\"instruction\": \"重?\",\n \"output\": \"3\"},\n {\"b\":[2]}]\n"))
                .containsExactly("1 {\"instruction\":\"重?\",\"output\":\"3\"}", "2 {\"b\":[2]}");
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void shouldReadOnePrettyPrintedObject() throws IOException {
        assertThat(read("{\n  \"text\": \"x\"\n}\n")).containsExactly("1 {\"text\":\"x\"}");
    }

    @Test
    void shouldReadWhatIsZippedOrHasAByteOrderMark() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("{\"a\":1}\n{\"b\":2}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(zipped.toByteArray())).containsExactly("1 {\"a\":1}", "2 {\"b\":2}");
        assertThat(read("\uFEFF{\"a\":1}\n{\"b\":2}")).containsExactly("1 {\"a\":1}", "2 {\"b\":2}");
        assertThat(read("\uFEFF[{\"a\":1}]")).containsExactly("1 {\"a\":1}");
    }

    @Test
    void shouldFindNothingInNothing() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read(" \n\n")).isEmpty();
    }

    @Test
    void shouldSayWhatItCannotRead() {
        assertThatThrownBy(() -> read("id,question,answer\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("neither { nor [");
        assertThatThrownBy(() -> read("[{\"a\":1},\n{\"b\":"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("record 2, line 2");
    }

    @Test
    void shouldReadALineThatIsLongerThanTheHeadItLooksAt() throws IOException {
        String line = "{\"text\":\"" + "x".repeat(3 << 20) + "\"}";

        assertThat(read(line + "\n{\"b\":2}")).hasSize(2).first().asString().hasSize(line.length() + 2);
    }

    private static List<String> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(byte[] bytes) throws IOException {
        List<String> read = new ArrayList<>();
        try (RecordSource source = Formats.open(new ByteArrayInputStream(bytes))) {
            for (RawItem item = source.next(); item != null; item = source.next()) {
                read.add(item.number() + " " + new String(item.json(), StandardCharsets.UTF_8));
            }
        }
        return read;
    }
}
