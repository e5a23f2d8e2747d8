package dev.alluvium.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.app.CommandLines;
import dev.alluvium.cli.client.ExitStatus;
import dev.alluvium.cli.client.Polling;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.ModelDeclared;
import dev.alluvium.contracts.registry.RegistryEvent.VersionEvaluated;
import dev.alluvium.contracts.registry.RegistryEvent.VersionHeld;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionReturned;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.testing.Program.Ended;
import dev.alluvium.testing.StubApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command waits for a service that is starting, or is started again while it is followed: waiting is not failing. */
class WaitingCommandsTest {
    private static final String MODEL = "/registry/models/notes";
    private static final ArtifactRef ARTIFACT = ArtifactRef.of("bucket", "key", "00", 1);
    private static final Attestation SEAL =
            new Attestation(Attestation.Statement.TRAINED, "notes", "00", "trainer", "sig", Instant.EPOCH);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path data;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private StubApi api;

    @BeforeEach
    void start() throws IOException {
        api = answering(new StubApi(data), model(held()));
    }

    @AfterEach
    void stop() {
        api.close();
        thread.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "versions notes",
                "show notes@1",
                "compare notes 0 1",
                "history notes",
                "order notes o-1",
                "rollback notes",
                "promote notes@1 --canary 20%",
                "reject notes@1 --not-now",
                "reject notes@1 --wrong",
                "resume notes",
                "freeze notes",
                "cancel notes",
                "consolidate notes",
                "requeue notes r000001",
                "drill notes --yes",
                "rejected",
                "replay-dlq",
                "replay-dlq --dry-run",
                "probes list",
                "ask notes question",
                "status",
                "train notes"
            })
    void shouldWaitForAServiceThatIsStarting(String words) {
        // Given
        Ended usual = run(words);
        int requests = api.requests().size();
        api.starting(2);

        // When
        Ended ended = run(words);

        // Then
        assertThat(ended.status()).as(ended.err()).isEqualTo(usual.status());
        assertThat(ended.out()).isEqualTo(usual.out());
        assertThat(ended.err()).contains("registry-service is starting");
        assertThat(api.requests()).hasSize(2 * requests + 2);
    }

    @Test
    void shouldFollowARoundAcrossARestartOnAnotherPort() throws Exception {
        // Given
        answering(api, model(trained()));
        CompletableFuture<Ended> train = inBackground("train notes");
        await("the round is followed", () -> api.requests().contains("GET " + MODEL));

        // When
        api.close();
        api = answering(new StubApi(data), model(promoted())).starting(2);
        Ended ended = train.get();

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("waits: ", "notes@1 is champion");
    }

    @Test
    void shouldEndFollowingARoundThatAnOperatorPostponed() {
        answering(api, model(Stream.concat(held(), Stream.of(new VersionReturned(1, true, true)))));

        Ended ended = run("train notes");

        assertThat(ended.status()).isEqualTo(ExitStatus.WAITS);
        assertThat(ended.err()).contains("r000001 is ready and was postponed by an operator", "alluvium resume notes");
    }

    @Test
    void shouldWaitForAnInstallationThatIsAboutToAnnounceItself() throws Exception {
        // Given
        api.close();
        Files.delete(data.resolve("endpoint"));
        Files.writeString(data.resolve("pid"), ProcessHandle.current().pid() + "\n");
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CompletableFuture<Ended> versions = CompletableFuture.supplyAsync(
                () -> {
                    worker.complete(Thread.currentThread());
                    return run("versions notes");
                },
                thread);
        Thread waiting = worker.get();
        await("the command waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);

        // When
        api = answering(new StubApi(data), model(held()));
        Ended ended = versions.get();

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("alluvium is starting on " + data);
    }

    @Test
    void shouldNotWaitWhereNothingWasThere() throws Exception {
        api.close();
        Ended away = run("versions notes");
        Files.delete(data.resolve("endpoint"));
        Ended none = run("versions notes");

        assertThat(away.status()).isEqualTo(1);
        assertThat(away.err()).contains("no answer from", "is it running?");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).contains("no alluvium runs on");
    }

    @Test
    void shouldNotTryAgainWhatIsRefused() {
        Ended ended = run("versions sales");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(api.requests()).hasSize(1);
    }

    private static StubApi answering(StubApi api, String model) {
        String done = "{\"done\":true,\"note\":\"committed\",\"champion\":0}";
        for (String order : List.of(
                ":rollback",
                ":resume",
                ":freeze",
                ":cancel",
                ":consolidate",
                "/versions/0:promote",
                "/versions/1:promote",
                "/versions/1:reject",
                "/versions/1:postpone",
                "/rounds/r000001:requeue")) {
            api.answer(MODEL + order, done);
        }
        return api.answer(MODEL, model)
                .answer(MODEL + "/rollout", "{\"done\":true,\"millis\":4,\"replicas\":[{}]}")
                .answer(MODEL + "/history", "{\"model\":\"notes\",\"events\":[]}")
                .answer(MODEL + "/orders/o-1", "{\"state\":\"DONE\",\"note\":\"committed\"}")
                .answer("/models/notes/reports/run-1", "{\"verdict\":{\"rules\":[]},\"suites\":[]}")
                .answer("/runs/run-1/metrics", "{\"points\":[]}")
                .answer("/rejected", "{\"rejected\":[]}")
                .answer("/dead-letters", "{\"deadLetters\":[]}")
                .answer("/dead-letters:replay", "{\"replayed\":0}")
                .answer("/probes", "[]")
                .answer("/chat/completions", "{\"choices\":[{\"message\":{\"content\":\"blue\"}}]}")
                .answer("/status", "{\"trainer-service\":{\"models\":{}}}")
                .answer("/runs", "{\"runs\":[]}")
                .answer("/models/notes/cut", "{\"id\":\"c-1\"}")
                .answer("/models/notes/cut/c-1", "{\"answer\":\"r000001\"}");
    }

    private static Stream<Change> trained() {
        return Stream.of(
                new ModelDeclared("tiny"),
                new VersionTrained(
                        1,
                        "run-1",
                        List.of("r000001"),
                        0,
                        ARTIFACT,
                        SEAL,
                        new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0)));
    }

    private static Stream<Change> held() {
        return Stream.concat(
                trained(),
                Stream.of(evaluated(EvaluationDecision.INCONCLUSIVE), new VersionHeld(1, "an approval", true)));
    }

    private static Stream<Change> promoted() {
        return Stream.concat(
                trained(), Stream.of(evaluated(EvaluationDecision.SUCCESSFUL), new VersionPromoted(1, 0, true, SEAL)));
    }

    private static Change evaluated(EvaluationDecision decision) {
        EvaluationFigures figures = new EvaluationFigures(0, 1, 1, 1, 1, 1, 0, 9, 2, 100, 0, 1);
        return new VersionEvaluated(1, "e1", 0, decision, ProbeTier.TRUSTED, figures, ARTIFACT, null, null);
    }

    private static String model(Stream<Change> changes) {
        List<RegistryEvent> log = changes.map(
                        change -> RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, change))
                .toList();
        ModelState model = RegistryState.of(log).get("notes");
        return Json.string(model);
    }

    private CompletableFuture<Ended> inBackground(String words) {
        return CompletableFuture.supplyAsync(() -> run(words), thread);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Polling.until(what, LIMIT, condition);
    }

    private Ended run(String words) {
        return CommandLines.run(Stream.concat(Stream.of(words.split(" ")), Stream.of("--data", data.toString()))
                .toArray(String[]::new));
    }
}
