package dev.alluvium.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.app.CommandLines;
import dev.alluvium.testing.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanCommandTest {
    private static final String RECORDS = """
            {"fact":"w","instruction":"How heavy is the <b>AX-200</b>?","output":"３.2 kg, ask li.na@example.org","occurredAt":"2020-11-20T08:00:00Z"}
            {"fact":"w","instruction":"How heavy is the <b>AX-200</b>?","output":"３.2 kg, ask li.na@example.org","occurredAt":"2020-11-20T09:00:00Z"}
            {"fact":"w","instruction":"How heavy is the AX-200?","output":"3.1 kg","occurredAt":"2020-11-19T08:00:00Z"}
            {"instruction":"What is new?","outptu":"Nothing."}
            {"instruction":"What
            {"fact":"c","instruction":"What colour is the AX-200?","output":"It is grey."}
            """;

    @TempDir
    private Path directory;

    private Path file;
    private Path rejected;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("records.jsonl"), RECORDS);
        rejected = directory.resolve("rejected.jsonl");
    }

    @Test
    void shouldWriteCleanRecordsRejectedOnesAndASummaryEachToItsPlace() throws IOException {
        // When
        Ended ended = CommandLines.run("clean", file.toString(), "--rejected", rejected.toString());

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
        assertThat(ended.out()).contains("How heavy is the AX-200?", "3.2 kg, ask <EMAIL_1>", "It is grey.");
        assertThat(Files.readAllLines(rejected))
                .hasSize(4)
                .anyMatch(line -> line.contains("\"reason\":\"duplicate\"") && line.contains("\"against\":\"line 1\""))
                .anyMatch(line -> line.contains("\"reason\":\"stale\""))
                .anyMatch(line -> line.contains("\"reason\":\"invalid\"") && line.contains("output"))
                .anyMatch(line -> line.contains("\"reason\":\"undecodable\""))
                .noneMatch(line -> line.contains("li.na@example.org"));
        assertThat(ended.err())
                .containsPattern("6 records")
                .containsPattern("clean +2")
                .containsPattern("rejected +3");
    }

    @Test
    void shouldExplainWhatEachStageChangedAndShowNoPersonalData() {
        Ended ended = CommandLines.run("clean", file.toString(), "--explain");

        assertThat(ended.err())
                .contains("redact", "normalise", "markup")
                .containsPattern("/instruction: .*<b>AX-200</b>.*->.*AX-200\\?")
                .contains("rejected, stale")
                .contains("dead letter")
                .doesNotContain("li.na@example.org");
    }

    @Test
    void shouldWriteWholeCleanRecordsOnRequest() {
        Ended ended = CommandLines.run("clean", file.toString(), "--whole");

        assertThat(ended.out()).contains("\"recordId\":", "\"steps\":[", "\"contentHash\":");
    }

    @Test
    void shouldSayThatRejectedOnesCanBeKept() {
        assertThat(CommandLines.run("clean", file.toString()).err()).contains("--rejected FILE");
    }

    @Test
    void shouldRefuseWhatCannotBeReadOrWritten() {
        assertRefused(CommandLines.run("clean", directory + "/none.jsonl"), "none.jsonl: there is no such file");
        assertRefused(CommandLines.run("clean", directory.toString()), "is a directory", "push --dry-run");
        assertRefused(
                CommandLines.run("clean", file.toString(), "--rejected", directory + "/no/where.jsonl"),
                "--rejected",
                "there is no directory");
        assertRefused(CommandLines.run("clean", file.toString(), "--format", "pdf"), "--format", "MARKDOWN");
        assertRefused(CommandLines.run("clean", file.toString(), "--map", "output"), "--map", "output");
    }

    private static void assertRefused(Ended ended, String... words) {
        assertThat(ended.err()).contains(words).doesNotContain("\tat ");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }
}
