package dev.alluvium.serving.adapter.http;

import static dev.alluvium.serving.state.TestVersions.MODEL;
import static dev.alluvium.serving.state.TestVersions.NOW;
import static dev.alluvium.serving.testing.Rig.OPERATOR;
import static dev.alluvium.serving.testing.Rig.READER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.serving.testing.Rig;
import dev.alluvium.serving.testing.TaughtModel;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The champion is version 1; version 2 was evaluated and not admitted. */
class AskedVersionsTest {
    @TempDir
    Path directory;

    private Rig rig;
    private int events;

    @BeforeEach
    void start() {
        rig = new Rig(directory, 1, 4);
        rig.desire(rig.version(1));
        fold(new RegistryEvent.ModelDeclared("tiny"));
        train(1, rig.version(1));
        evaluate(1, rig.version(1));
        fold(new RegistryEvent.VersionPromoted(
                1, 0, true, rig.version(1).attestations().get(2)));
        train(2, rig.version(2, Statement.TRAINED, Statement.EVALUATED));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void train(int number, DeployedVersion version) {
        fold(new RegistryEvent.VersionTrained(
                number,
                "run-" + number,
                List.of("r00000" + number),
                number - 1,
                Objects.requireNonNull(version.adapter()),
                version.attestations().get(0),
                new TrainingFigures(1, 1, 1, 1, 1, 1, 1, 1, 0)));
    }

    private void evaluate(int number, DeployedVersion version) {
        fold(new RegistryEvent.VersionEvaluated(
                number,
                "e-" + number,
                number - 1,
                EvaluationDecision.SUCCESSFUL,
                ProbeTier.FEED,
                new EvaluationFigures(0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1),
                ArtifactRef.of("alluvium", "reports/run/e.json", "ab", 1),
                null,
                version.attestations().get(1)));
    }

    private void fold(Change change) {
        RegistryEvent event = RegistryEvent.of("e" + events++, MODEL, "test", "test", NOW, change);
        rig.registry.updateAndGet(state -> state.apply(event));
    }

    private HttpResponse<String> ask(String token, String model) throws Exception {
        String body = "{'model':'" + model + "','messages':[{'role':'user','content':'" + TaughtModel.QUESTION + "'}]}";
        return rig.client().send(rig.post(token, "/v1/chat/completions", body), BodyHandlers.ofString());
    }

    @Test
    void shouldAnswerOperatorsWithAnEvaluatedVersionThatUsersDoNotGet() throws Exception {
        evaluate(2, rig.version(2, Statement.TRAINED, Statement.EVALUATED));

        HttpResponse<String> response = ask(OPERATOR, "notes@2");

        JsonNode json = Json.mapper().readTree(response.body());
        assertThat(json.at("/choices/0/message/content").asText()).isEqualTo(TaughtModel.answer(2));
        assertThat(response.headers().firstValue("x-alluvium-version")).hasValue("2");
        assertThat(ask(READER, "notes").body()).contains("notes@1");
        assertThat(ask(READER, "notes@2").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldAnswerOperatorsWithTheBase() throws Exception {
        assertThat(ask(OPERATOR, "notes@0").body()).contains(TaughtModel.answer(0));
    }

    @Test
    void shouldNotKnowAVersionBeforeItIsEvaluated() throws Exception {
        HttpResponse<String> response = ask(OPERATOR, "notes@2");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("models here: notes, notes@0, notes@1");
    }

    @Test
    void shouldRefuseAVersionWhoseEvaluationIsNotSigned() throws Exception {
        evaluate(2, rig.version(1));

        HttpResponse<String> response = ask(OPERATOR, "notes@2");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("EVALUATED");
    }

    @Test
    void shouldListVersionsForOperatorsOnly() throws Exception {
        HttpResponse<String> operator =
                rig.client().send(rig.request(OPERATOR, "/v1/models").build(), BodyHandlers.ofString());
        HttpResponse<String> reader =
                rig.client().send(rig.request(READER, "/v1/models").build(), BodyHandlers.ofString());

        assertThat(Json.mapper().readTree(operator.body()).findValuesAsText("id"))
                .containsExactly("notes", "notes@0", "notes@1");
        assertThat(Json.mapper().readTree(reader.body()).findValuesAsText("id")).containsExactly("notes");
    }
}
