package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.app.Installed.Result;
import dev.alluvium.app.Installed.Running;
import dev.alluvium.testing.ListeningSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @EnabledOnOs(OS.LINUX)
    void shouldListenOnLoopbackAloneAndShowNothingToWhomItDoesNotKnow() throws Exception {
        List<InetSocketAddress> sockets = ListeningSockets.of(running.process().pid());

        assertThat(sockets)
                .isNotEmpty()
                .allSatisfy(socket -> assertThat(socket.getAddress().isLoopbackAddress())
                        .as("%s", socket)
                        .isTrue());
        for (InetSocketAddress socket : sockets) {
            for (String path : List.of("/v1/status", "/jobs/overview", "/config", "/alluvium?list-type=2")) {
                assertThat(status(socket, path))
                        .as("%s%s", socket, path)
                        .matches(answered -> answered < 200 || answered > 299, "is no success");
            }
        }
    }

    /** What a socket answers to somebody without a token; 0 if it does not speak HTTP. */
    private static int status(InetSocketAddress socket, String path) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + socket.getPort() + path);
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
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
                    "--port=" + taken.getLocalPort(),
                    "give --port 0");
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
