package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.app.Installed.Result;
import dev.alluvium.app.Installed.Running;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.PipelineDrain;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while a round trains, and a new start: the round is finished with the same records, once. Then bytes of the same
 * data directory are flipped.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillIT {
    /** What examples/README.md promises: promoted at the first try. */
    private static final String RECORDS = example("guitars.jsonl");

    private static final String PROBES = example("guitars-probes.jsonl");

    @TempDir
    static Path directory;

    @Test
    @Order(1)
    void shouldFinishTheRoundAfterKillNine() throws Exception {
        // Given
        Path data = directory.resolve("data");
        String round;
        CompletableFuture<RoundFollower.End> followed;
        try (Running first = Installed.up(data)) {
            assertThat(Installed.alluvium("probes", "push", PROBES, "--data", data.toString()))
                    .extracting(Result::exitCode)
                    .isEqualTo(0);
            assertThat(Installed.alluvium("push", RECORDS, "--data", data.toString())
                            .out())
                    .contains("pushed 420 records");
            try (PipelineDrain drain = new PipelineDrain(Target.local(data).kafka())) {
                drain.await();
            }
            ApiClient api = first.api(data);
            round = new RoundFollower(api, new Terminal(System.err))
                    .cut("notes")
                    .orElseThrow();
            Await.until("training has begun", () -> stepsDone(api) > 20);
            followed = follow(api, round);

            // When
            first.kill();
        }

        // Then
        try (Running second = Installed.up(data)) {
            assertThat(followed.get())
                    .as("what a command sees that followed the round before, while and after the process was killed")
                    .isInstanceOfSatisfying(
                            RoundFollower.End.Decided.class,
                            decided -> assertThat(decided.promoted()).isTrue());
            ModelState model = new Registry(second.api(data)).model("notes");
            assertThat(model.champion()).isEqualTo(1);
            assertThat(model.versions()).hasSize(2);
            assertThat(model.championRounds()).containsExactly(round);
            Result again = Installed.alluvium("push", "--wait", RECORDS, "--data", data.toString());
            assertThat(again.err()).contains("no round was cut");
            assertThat(errors(data)).as("a normal recovery tells of no error").isEmpty();
            assertThat(data.resolve("tmp").toFile().list())
                    .as("what the killed process left is gone")
                    .hasSize(1);
        }
    }

    private static String example(String file) {
        return Path.of("../examples", file).toAbsolutePath().normalize().toString();
    }

    private static List<String> errors(Path data) throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve("logs/alluvium.log"))) {
            return lines.filter(line -> line.contains("TaskCorruptedException")).toList();
        }
    }

    @Test
    @Order(2)
    void shouldAnswerWithTheVersionBeforeWhereTheChampionsBytesAreDamaged() throws Exception {
        // Given
        Path data = directory.resolve("data");
        for (Path weights : found(data, "adapter_model.safetensors")) {
            flip(weights, Files.size(weights) / 2);
        }

        // When
        try (Running degraded = Installed.up(data)) {
            // Then
            Result status = Installed.alluvium("status", "--data", data.toString());
            assertThat(status.out().replaceAll("\\s+", " "))
                    .contains(
                            "notes answers with version 0 in place of 1",
                            "adapter",
                            "has sha256",
                            "the registry names");
            Result ask = Installed.alluvium("ask", "notes", "What is the price?", "--data", data.toString());
            assertThat(ask.exitCode()).as(ask.err()).isZero();
            Result back = Installed.alluvium("rollback", "notes", "--data", data.toString());
            assertThat(back.exitCode()).as(back.err()).isZero();
            assertThat(Installed.alluvium("status", "--data", data.toString())
                            .out()
                            .replaceAll("\\s+", " "))
                    .doesNotContain("in place of");
        }
    }

    @Test
    @Order(3)
    void shouldRollBackWithADamagedLogByItsCopyAndNameTheFile() throws Exception {
        // Given
        Path data = directory.resolve("data");
        Path log = found(data.resolve("kafka-log/logs/alluvium.registry.events.v1-0"), "00000000000000000000.log")
                .get(0);
        flip(log, 100);

        // When
        try (Running degraded = Installed.up(data)) {
            // Then
            Result status = Installed.alluvium("status", "--output", "json", "--data", data.toString());
            assertThat(status.out()).contains("alluvium.registry.events.v1-0 is damaged at offset 0", log.toString());
            Result forward = Installed.alluvium("resume", "notes", "--data", data.toString());
            assertThat(forward.exitCode()).as(forward.err()).isZero();
            assertThat(new Registry(degraded.api(data)).model("notes").champion())
                    .isZero();
        }
    }

    @Test
    @Order(4)
    void shouldNameADamagedLogWithoutACopyAndStartTheOthers() throws Exception {
        // Given
        Path data = directory.resolve("data");
        for (Path slice : below(data.resolve("objects"), "events-0")) {
            Files.delete(slice);
        }

        // When
        try (Running degraded = Installed.up(data)) {
            // Then
            Result status = Installed.alluvium("status", "--data", data.toString());
            assertThat(status.out().replaceAll("\\s+", " "))
                    .contains("registry-service: did not start", "is damaged at offset 0");
            Result ask = Installed.alluvium("ask", "notes", "What is the price?", "--data", data.toString());
            assertThat(ask.exitCode()).as(ask.err()).isZero();
        }
    }

    private static List<Path> below(Path root, String part) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> root.relativize(file).toString().contains(part))
                    .toList();
        }
    }

    private static List<Path> found(Path root, String name) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().equals(name))
                    .toList();
            assertThat(found).as(name + " below " + root).isNotEmpty();
            return found;
        }
    }

    private static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 1;
        Files.write(file, bytes);
    }

    private static CompletableFuture<RoundFollower.End> follow(ApiClient api, String round) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new RoundFollower(api, new Terminal(System.err)).follow("notes", round);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static int stepsDone(ApiClient api) {
        int steps = 0;
        for (JsonNode run : api.get("/runs").path("runs")) {
            steps = Math.max(steps, run.path("step").asInt());
        }
        return steps;
    }
}
