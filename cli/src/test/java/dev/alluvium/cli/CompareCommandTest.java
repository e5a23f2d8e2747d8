package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.testing.Program.Ended;
import dev.alluvium.testing.StubApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 1 is champion; 2 and 3 were both trained from it. */
class CompareCommandTest {
    private static final ArtifactRef ARTIFACT = ArtifactRef.of("bucket", "key", "00", 1);

    @TempDir
    private Path data;

    private StubApi api;

    @BeforeEach
    void start() throws IOException {
        api = new StubApi(data);
        api.answer(
                "/registry/models/notes", Json.string(registry().model("notes").orElseThrow()));
        api.answer("/models/notes/reports/run-1", report("probes/1", "PASSED", 0.988, 0.967));
        api.answer("/models/notes/reports/run-2", report("probes/2", "FAILED", 0.15, 0.1));
        api.answer("/models/notes/reports/run-3", report("probes/2", "PASSED", 0.95, 0.91));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void shouldPutTwoVersionsSideBySide() {
        // When
        Ended ended = run("2", "1");

        // Then
        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .containsPattern("notes@2 +notes@1")
                .containsPattern("gate +Failed +Successful")
                .containsPattern("records +20 +10")
                .containsPattern("new-facts.floor +✗ 15.0 %, bound 10.0 % +✓ 98.8 %, bound 96.7 %")
                .contains("Version 2 comes from version 1.")
                .contains("Only notes@2 knows: r2.")
                .contains("Only notes@1 knows: no round.")
                .contains("different questions")
                .contains("ask notes@2 \"…\" --compare 1");
    }

    @Test
    void shouldFindWhereLinesPartAndThatTheSameWasAsked() {
        // When
        Ended ended = run("3", "2");

        // Then
        assertThat(ended.out())
                .contains("Both come from version 1.")
                .contains("Only notes@3 knows: r3.")
                .contains("Only notes@2 knows: r2.")
                .contains("asked the same questions");
    }

    @Test
    void shouldCompareWithTheChampionAndTheBaseToo() {
        // When
        Ended champion = run("3");
        Ended base = run("champion", "0");

        // Then
        assertThat(champion.out()).containsPattern("notes@3 +notes@1");
        assertThat(base.out()).contains("Version 1 comes from version 0.").containsPattern("gate +Successful +-");
    }

    @Test
    void shouldGiveAllOfItAsJson() {
        // When
        Ended ended = run("2", "1", "--output", "json");

        // Then
        assertThat(ended.out())
                .contains("\"common\" : 1", "\"onlyFirst\" : [ \"r2\" ]", "\"sameQuestions\" : false")
                .contains("\"what\" : \"new-facts.floor\"")
                .doesNotContain("comes from");
    }

    @Test
    void shouldNameWhatThereIsForAVersionThatThereIsNot() {
        // When
        Ended missing = run("9", "1");
        Ended wrong = run("newest", "1");

        // Then
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("no version 9", "it has 0, 1, 2, 3");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("'newest'", "a number, champion or previous");
    }

    private Ended run(String... options) {
        String[] words = new String[options.length + 4];
        words[0] = "compare";
        words[1] = "--data";
        words[2] = data.toString();
        words[3] = "notes";
        System.arraycopy(options, 0, words, 4, options.length);
        return CommandLines.run(words);
    }

    private static RegistryState registry() {
        RegistryState state = RegistryState.empty();
        for (RegistryEvent.Change change : List.of(
                new RegistryEvent.ModelDeclared("tiny"),
                trained(1, 0),
                evaluated(1, 0, EvaluationDecision.SUCCESSFUL),
                new RegistryEvent.VersionPromoted(1, 0, true, null),
                trained(2, 1),
                evaluated(2, 1, EvaluationDecision.FAILED),
                trained(3, 1))) {
            state = state.apply(RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, change));
        }
        return state.apply(RegistryEvent.of(
                "e", "notes", "test", "", Instant.EPOCH, evaluated(3, 1, EvaluationDecision.SUCCESSFUL)));
    }

    private static RegistryEvent.Change trained(int version, int parent) {
        return new RegistryEvent.VersionTrained(
                version,
                "run-" + version,
                List.of("r" + version),
                parent,
                ARTIFACT,
                new Attestation(Attestation.Statement.TRAINED, "notes", "00", "trainer", "", Instant.EPOCH),
                new TrainingFigures(10 * version, 1, 1, 1, 1, 1, 1, 1, 0.5));
    }

    private static RegistryEvent.Change evaluated(int version, int baseline, EvaluationDecision decision) {
        return new RegistryEvent.VersionEvaluated(
                version,
                "eval",
                baseline,
                decision,
                ProbeTier.TRUSTED,
                new EvaluationFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                ARTIFACT,
                null,
                null);
    }

    private static String report(String probes, String status, double value, double bound) {
        return "{\"probes\":\"%s\",\"verdict\":{\"rules\":[{\"rule\":\"new-facts.floor\",\"status\":\"%s\",\"value\":%s,\"bound\":%s}]}}"
                .formatted(probes, status, value, bound);
    }
}
