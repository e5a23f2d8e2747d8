package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cli.client.RoundEndText;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.knowledge.registry.RegistryState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VersionsCommandTest {
    private static final ArtifactRef ARTIFACT = ArtifactRef.of("bucket", "key", "00", 1);

    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @Test
    void shouldShowNoShareOfNewFactsWhereNoneWereAskedAbout() {
        // Given: a rebuild, which teaches nothing new
        api.answer("/registry/models/notes", Json.string(state(0).model("notes").orElseThrow()));

        // When
        String table = api.run("versions", "notes").out();

        // Then
        assertThat(table.lines().filter(line -> line.startsWith("1 ")))
                .singleElement()
                .satisfies(row -> assertThat(row).matches("1 .*r1 +Successful +- +90 %.*"));
    }

    @Test
    void shouldShowThatNoneOfTheNewFactsIsKnown() {
        api.answer(
                "/registry/models/notes", Json.string(state(20).model("notes").orElseThrow()));

        assertThat(api.run("versions", "notes").out()).containsPattern("r1 +Successful +0 % +90 %");
    }

    @Test
    void shouldSayNothingOfNewFactsWhereNoneWereAskedAbout() {
        assertThat(sentence(0)).contains("(gate: Successful, perplexity").doesNotContain("new facts");
        assertThat(sentence(20)).contains("(gate: Successful; new facts 0 -> 0 % on trusted probes, perplexity");
    }

    private static String sentence(int newFacts) {
        return RoundEndText.sentence(
                "notes",
                new RoundFollower.End.Decided(
                        state(newFacts).model("notes").orElseThrow().get(1), true));
    }

    private static RegistryState state(int newFacts) {
        RegistryState state = RegistryState.empty();
        for (RegistryEvent.Change change : List.of(
                new RegistryEvent.ModelDeclared("tiny"),
                new RegistryEvent.VersionTrained(
                        1,
                        "run-1",
                        List.of("r1"),
                        0,
                        ARTIFACT,
                        new Attestation(Attestation.Statement.TRAINED, "notes", "00", "trainer", "", Instant.EPOCH),
                        new TrainingFigures(1, 1, 1, 1, 1, 1, 1, 1, 0.5)),
                new RegistryEvent.VersionEvaluated(
                        1,
                        "eval",
                        0,
                        EvaluationDecision.SUCCESSFUL,
                        ProbeTier.TRUSTED,
                        new EvaluationFigures(0, 0, 0.9, 0.9, 1, 1, 0, 9, 2, newFacts, 60, 1),
                        ARTIFACT,
                        null,
                        null))) {
            state = state.apply(RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, change));
        }
        return state;
    }
}
