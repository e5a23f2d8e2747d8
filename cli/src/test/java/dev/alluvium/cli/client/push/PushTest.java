package dev.alluvium.cli.client.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.ingest.format.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent of which files, and what is not sent twice. */
class PushTest {
    private static final Terminal QUIET = new Terminal(new PrintStream(new ByteArrayOutputStream()));

    @TempDir
    Path directory;

    private final List<String> sent = new ArrayList<>();
    private DocumentSink documents = file -> {
        throw new AssertionError(file.name() + " is no document");
    };

    @Test
    void shouldGoOnBehindTheLastAcknowledgedBatch() throws IOException {
        // Given
        Path file = lines("many.jsonl", 1_200);
        RecordSink dying = (lines, refused) -> {
            if (sent.size() >= 1_000) {
                throw new CliException("gone");
            }
            lines.forEach(line -> sent.add(new String(line, StandardCharsets.UTF_8)));
        };
        assertThatThrownBy(() -> push(dying, file)).hasMessage("gone");

        // When
        PushReport report = push(this::take, file);

        // Then
        assertThat(sent).hasSize(1_200).doesNotHaveDuplicates();
        assertThat(report.accepted()).isEqualTo(200);
        assertThat(report.skipped()).isEqualTo(1_000);
    }

    @Test
    void shouldSayWhatIsNoFileToPush() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThatThrownBy(() -> push(this::take, empty))
                .hasMessage(empty + ": the directory has no file in it to push");
        assertThatThrownBy(() -> push(this::take, Path.of("/dev/null")))
                .hasMessage("/dev/null: is neither a file nor a directory; `alluvium push - < /dev/null` reads it");
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldKnowWhichModelsWerePushedToAlsoWhenItGoesOn() throws IOException {
        // Given
        Path whole = Files.writeString(
                directory.resolve("whole.jsonl"),
                "{\"model\":\"legal\",\"instruction\":\"a\",\"output\":\"b\"}\n".repeat(500));
        Path file = Files.writeString(
                directory.resolve("models.jsonl"),
                "{\"model\":\"support\",\"instruction\":\"a\",\"output\":\"b\"}\n".repeat(500)
                        + "{\"model\":\"hr\",\"instruction\":\"a\",\"output\":\"b\"}\n");
        RecordSink dying = (lines, refused) -> {
            if (lines.size() < 500) {
                throw new CliException("gone");
            }
        };
        assertThatThrownBy(() -> push(dying, whole, file)).hasMessage("gone");

        // When
        PushReport report = push(this::take, whole, file);

        // Then
        assertThat(sent).hasSize(1);
        assertThat(report.models("notes")).containsExactly("hr", "legal", "support");
        assertThat(push(this::take, lines("plain.jsonl", 2)).models("notes")).containsExactly("notes");
    }

    @Test
    void shouldSendAFileAgainThatWasChanged() throws IOException {
        // Given
        Path good = lines("a.jsonl", 2);
        Path bad = Files.writeString(directory.resolve("b.xml"), "<r><c><text>Long enough</text></c><c>");
        assertThat(push(this::take, good, bad).unreadable()).hasSize(1);

        // When
        Files.writeString(bad, "<r><c><text>Long enough</text></c><c><text>More</text></c></r>");
        PushReport report = push(this::take, good, bad);

        // Then
        assertThat(report.isClean()).isTrue();
        assertThat(sent)
                .containsExactly(
                        line(0),
                        line(1),
                        "{\"text\":\"Long enough\"}",
                        "{\"text\":\"Long enough\"}",
                        "{\"text\":\"More\"}");
    }

    @Test
    void shouldStartAnewOnceEverythingWasPushed() throws IOException {
        Path file = lines("a.jsonl", 3);

        push(this::take, file);
        push(this::take, file);

        assertThat(sent).hasSize(6);
    }

    @Test
    void shouldUploadDocumentsAndGoOnWhereOneIsRefused() throws IOException {
        // Given
        Path tree = Files.createDirectories(directory.resolve("tree/scales"));
        Files.writeString(tree.resolve("manual.PDF"), "%PDF-");
        Files.writeString(tree.resolve("scan.pdf"), "%PDF-");
        Files.writeString(tree.resolve("b.jsonl"), line(0) + "\n");
        List<String> uploaded = new ArrayList<>();
        documents = file -> {
            if (file.name().endsWith("scan.pdf")) {
                throw new UnreadableDocumentException("scan.pdf holds no text", new IOException());
            }
            uploaded.add(file.name());
            return 7;
        };

        // When
        PushReport report = push(this::take, tree.getParent());

        // Then
        assertThat(uploaded).containsExactly("scales/manual.PDF");
        assertThat(sent).containsExactly(line(0));
        assertThat(report.accepted()).isEqualTo(8);
        assertThat(report.unreadable()).singleElement().hasToString("scales/scan.pdf: scan.pdf holds no text");

        // When the refused one is repaired
        Files.writeString(tree.resolve("scan.pdf"), "%PDF-1.7");
        documents = file -> {
            uploaded.add(file.name());
            return 1;
        };
        push(this::take, tree.getParent());

        // Then it alone is sent
        assertThat(uploaded).containsExactly("scales/manual.PDF", "scales/scan.pdf");
    }

    @Test
    void shouldNameWhatIsRefusedByFileLineAndColumn() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("mixed.jsonl"),
                line(0) + "\n{\"instruction\": \"x\", y}\n{\"instruction\":\"x\",\"outptu\":\"y\"}\n" + line(1) + "\n");

        // When
        PushReport report = push(this::take, file);

        // Then
        assertThat(sent).containsExactly(line(0), line(1));
        assertThat(report.problems().toString())
                .contains("mixed.jsonl:2:22: not JSON", "mixed.jsonl:3: outptu: no such field; did you mean output?");
    }

    @Test
    void shouldNameWhatTheServiceRefuses() throws IOException {
        Path file = lines("a.jsonl", 3);

        PushReport report = push((lines, refused) -> refused.accept(1, "the model is not declared"), file);

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.problems()).asString().contains("a.jsonl:2: the model is not declared");
    }

    @Test
    void shouldReadADirectoryWithEveryFormatInIt() throws IOException {
        // Given
        Files.createDirectories(directory.resolve("in/scales/.hidden"));
        Files.writeString(directory.resolve("in/a.csv"), "question,answer\nQ,A\n");
        Files.writeString(directory.resolve("in/scales/b.md"), "# B\nText.\n");
        Files.writeString(directory.resolve("in/scales/.hidden/c.jsonl"), line(0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        PushReport report = new Push(
                        List.of(directory.resolve("in").toString()),
                        new ReadOptions("", null, null, ReadOptions.of("").mapping(), Map.of("model", "support")))
                .dryRun(new PrintStream(out, true, StandardCharsets.UTF_8), QUIET);

        // Then
        assertThat(report.files()).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"instruction\":\"Q\",\"output\":\"A\",\"model\":\"support\"}\n"
                        + "{\"kind\":\"document\",\"fact\":\"scales/b.md#B\",\"title\":\"B\",\"text\":\"Text.\","
                        + "\"attributes\":{\"domain\":\"scales\"},\"model\":\"support\"}\n");
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> push(this::take, directory.resolve("absent")))
                .hasMessageContainingAll("absent", "- reads standard input");
    }

    private PushReport push(RecordSink sink, Path... files) {
        List<String> inputs = List.of(files).stream().map(Path::toString).toList();
        PushJournal journal = PushJournal.open(directory.resolve("pushes"), inputs);
        return new Pusher(sink, documents, journal, ReadOptions.of(""), QUIET).push(PushFile.of(inputs));
    }

    private void take(List<byte[]> lines, BiConsumer<Integer, String> refused) {
        lines.forEach(line -> sent.add(new String(line, StandardCharsets.UTF_8)));
    }

    private Path lines(String name, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(i));
        }
        return Files.write(directory.resolve(name), lines);
    }

    private static String line(int i) {
        return "{\"instruction\":\"Question " + i + "\",\"output\":\"Answer " + i + "\"}";
    }
}
