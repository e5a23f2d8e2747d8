package dev.alluvium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.launcher.Installed.Result;
import dev.alluvium.launcher.Installed.Running;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputIT {
    @TempDir
    static Path directory;

    private static Running running;
    private static String data;

    @BeforeAll
    static void start() throws Exception {
        data = directory.resolve("data").toString();
        running = Installed.up(Path.of(data));
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static void assertRefused(Result result, int exitCode, String... words) {
        assertThat(result.err()).contains(words).doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void shouldPrintOneReadyLineWithTheApiFirst() {
        assertThat(running.readyLine()).matches("ready http://127\\.0\\.0\\.1:\\d+/v1.*");
    }

    @Test
    void shouldRefuseASecondOnOneDirectory() throws Exception {
        assertRefused(
                Installed.alluvium("up", "--data", data), 1, "another alluvium runs on", "alluvium stop", "--data DIR");
    }

    @Test
    void shouldNameUnknownKeysWithSuggestions() throws Exception {
        // Given
        Path config = Files.writeString(directory.resolve("bad.yaml"), "modles: {}\nkafka: { partitions: none }\n");

        // Then
        assertRefused(
                Installed.alluvium("up", "--data", directory + "/other", "--config", config.toString()),
                2,
                "modles: unknown key; did you mean models?",
                "kafka.partitions=none: must be a whole number");
    }

    @Test
    void shouldNameATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertRefused(
                    Installed.alluvium("up", "--data", directory + "/third", "--port", "" + taken.getLocalPort()),
                    1,
                    "http.port=" + taken.getLocalPort(),
                    "set http.port to 0");
        }
    }

    @Test
    void shouldTakeAnyFreePortWhereTheUsualOneIsTaken() throws Exception {
        try (Running second = Installed.up(directory.resolve("fourth"))) {
            assertThat(second.readyLine()).startsWith("ready http://127.0.0.1:");
            assertThat(second.readyLine()).isNotEqualTo(running.readyLine());
        }
    }

    @Test
    void shouldRefuseADirectoryThatCannotBeWritten() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("a-file"), "");

        // Then
        assertRefused(Installed.alluvium("up", "--data", file + "/below"), 1, "cannot write there", "--data DIR");
    }

    @Test
    void shouldSayThatNothingRuns() throws Exception {
        assertRefused(
                Installed.alluvium("status", "--data", directory + "/nobody"), 1, "no alluvium runs on", "alluvium up");
    }

    @Test
    void shouldRefuseARollbackBelowTheBase() throws Exception {
        assertRefused(
                Installed.alluvium("rollback", "notes", "--data", data), 1, "no version below 0", "alluvium freeze");
    }

    @Test
    void shouldListTheModelsWhenOneIsUnknown() throws Exception {
        assertRefused(Installed.alluvium("versions", "nots", "--data", data), 1, "nots", "notes");
        assertRefused(Installed.alluvium("ask", "nots", "Who?", "--data", data), 1, "nots", "notes");
    }

    @Test
    void shouldRefuseToForgetWhatIsNotKnown() throws Exception {
        assertRefused(Installed.alluvium("forget", "nots", "a", "--data", data), 1, "model=nots", "notes");
        assertRefused(
                Installed.alluvium("forget", "notes", "product/AX", "--data", data),
                1,
                "fact=product/AX: notes has no record of it");
    }

    @Test
    void shouldAnswerUsageErrorsWithTwo() throws Exception {
        assertRefused(Installed.alluvium("promote", "notes@latest", "--data", data), 2, "MODEL@VERSION");
        assertRefused(Installed.alluvium("fly"), 2, "fly");
    }

    @Test
    void shouldAnswerAtOnceAtVersionZero() throws Exception {
        // When
        Result result = Installed.alluvium("ask", "notes", "What is the price?", "--data", data);

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void shouldNameBrokenOversizeAndMisaddressedRecordsAndTakeTheOthers() throws Exception {
        // Given
        Path file = directory.resolve("mixed.jsonl");
        Files.writeString(
                file,
                "{\"instruction\":\"Who tunes harps?\",\"output\":\"Mira.\"}\n"
                        + "{\"instruction\":\"Who\n"
                        + "{\"instruction\":\"Big?\",\"output\":\"" + "x".repeat(10 << 20) + "\"}\n"
                        + "{\"model\":\"nobody\",\"instruction\":\"Who carves?\",\"output\":\"Tom.\"}\n");

        // When
        Result result = Installed.alluvium("push", file.toString(), "--data", data);

        // Then
        assertThat(result.err()).contains("mixed.jsonl").doesNotContain("\tat ");
        assertThat(result.out()).contains("refused");
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
