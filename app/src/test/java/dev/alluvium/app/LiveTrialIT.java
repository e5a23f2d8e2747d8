package dev.alluvium.app;

import static dev.alluvium.app.LiveServices.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.alluvium.cli.client.ChatClient.Answer;
import dev.alluvium.cli.client.DrillResult;
import dev.alluvium.cli.client.ExperimentFollower;
import dev.alluvium.cli.client.Registry.Trial;
import dev.alluvium.cli.client.RolloutWait;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import dev.alluvium.settings.CanaryConfig;
import dev.alluvium.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users meet a version over HTTP, and what they report decides over Kafka. */
class LiveTrialIT {
    private static final int MOST_USERS = 300;

    @TempDir
    static Path directory;

    private static EmbeddedKafka broker;
    private static EmbeddedS3 s3;

    @BeforeAll
    static void startBrokerAndStore() throws IOException {
        broker = new EmbeddedKafka(directory.resolve("kafka"));
        s3 = new EmbeddedS3(directory.resolve("s3"));
    }

    @AfterAll
    static void stopBrokerAndStore() {
        broker.close();
        s3.close();
    }

    @Test
    void shouldTakeBackWhatUsersPromotedAndThenFoundWorse() throws Exception {
        CanaryConfig canary = CanaryConfig.DEFAULT.with(0.5, CanaryConfig.LEAST_OUTCOMES, null);
        try (LiveServices live = new LiveServices(directory, broker, s3, "watch.", canary)) {
            // Given a version that users like better while it is tried
            live.trained("run-watched", "r000001", EvaluationDecision.SUCCESSFUL);
            Await.until("the trial begins", () -> live.model().canary() != null);
            RolloutWait.await(live.registry(), MODEL);
            ask(live, "early", answer -> answer.version() == 1 ? 1 : 0.5, model -> model.canary() == null);
            assertThat(live.model().champion()).isEqualTo(1);
            assertThat(live.model().watch()).isNotNull();

            // When everything restarts, and they like it less than the one before
            live.restart();
            ask(live, "late", answer -> 0, model -> model.watch() == null);

            // Then it is taken back by itself, once, and its round is in quarantine
            ModelState model = live.model();
            assertThat(model.champion()).isZero();
            assertThat(model.frozen()).isTrue();
            assertThat(model.get(1).stage()).isEqualTo(Stage.ROLLED_BACK);
            assertThat(model.round("r000001").stage()).isEqualTo(RoundState.Stage.QUARANTINED);
            awaitRecorded(live, "watch", "watch-started", "watch-ended", "rolled-back", "frozen");
            RolloutWait.await(live.registry(), MODEL);
            assertThat(live.answers().askAs("after", MODEL, "And now?", 4).version())
                    .isZero();
        }
    }

    @Test
    void shouldCompareBothVersionsInTheShadowWithoutShowingOne() throws Exception {
        try (LiveServices live = new LiveServices(directory, broker, s3, "shadow.", null)) {
            // Given a version that waits for an operator, who tries it in the shadow
            live.trained("run-shadow", "r000001", EvaluationDecision.INCONCLUSIVE);
            Await.until(
                    "it waits",
                    () -> live.model().openCandidate().isPresent()
                            && live.model().get(1).stage() == Stage.REVIEW);
            live.registry().tryOut(MODEL, 1, "carefully", true, new Trial(0.5, null, TrialMode.SHADOW, null));
            RolloutWait.await(live.registry(), MODEL);

            // When users ask
            for (int user = 0; user < 24; user++) {
                Answer answer = live.answers().askAs("user-" + user, MODEL, "What is there to know?", 4);
                assertThat(answer.version()).isZero();
            }

            // Then both versions answered what a share of them asked, alike, and nobody saw it
            ExperimentFollower watch = new ExperimentFollower(live.api(), new Terminal(System.err));
            Await.until(
                    "both are compared",
                    () -> watch.assessment(MODEL)
                            .map(seen -> metric(seen, "AGREEMENT"))
                            .filter(agreement -> compared(agreement) >= 5
                                    && compared(agreement)
                                            == agreement.path("champions").asInt())
                            .isPresent());
            JsonNode agreement = metric(watch.assessment(MODEL).orElseThrow(), "AGREEMENT");
            assertThat(agreement.path("challenger").asDouble()).isEqualTo(1);
            assertThat(live.metrics())
                    .containsPattern("alluvium_serving_shadows_total\\{model=\"notes\",outcome=\"compared\"} \\d");

            // And an operator ends it
            live.registry().promote(MODEL, 1, "seen enough", true);
            assertThat(live.model().canary()).isNull();
            assertThat(live.model().watch()).isNull();
            RolloutWait.await(live.registry(), MODEL);
            drill(live);
        }
    }

    /** Back and forward again, with nothing left behind but the log's entries. */
    private static void drill(LiveServices live) throws InterruptedException {
        DrillResult drill = DrillResult.run(live.registry(), live.model(), Await.LIMIT.toMillis());

        ModelState model = live.model();
        assertThat(drill.passed()).isTrue();
        assertThat(drill.from()).isEqualTo(1);
        assertThat(drill.to()).isZero();
        assertThat(drill.replicas()).isEqualTo(1);
        assertThat(model.champion()).isEqualTo(1);
        assertThat(model.frozen()).isFalse();
        assertThat(model.round("r000001").stage()).isEqualTo(RoundState.Stage.LIVE);
        awaitRecorded(live, "drill", "rolled-back", "version-promoted");
    }

    /** History and metrics follow a commit; they are not part of it. */
    private static void awaitRecorded(LiveServices live, String cause, String... last) throws InterruptedException {
        String counter = "alluvium_registry_rollbacks_total{cause=\"" + cause + "\",model=\"notes\"} 1.0";
        Await.until("history ends with " + List.of(last), () -> {
            List<String> types = types(live);
            return types.size() >= last.length
                    && types.subList(types.size() - last.length, types.size()).equals(List.of(last));
        });
        Await.until(counter, () -> live.metrics().contains(counter));
    }

    private static void ask(LiveServices live, String name, ToDoubleFunction<Answer> worth, Predicate<ModelState> over)
            throws InterruptedException {
        for (int user = 0; user < MOST_USERS && !over.test(live.model()); user++) {
            Answer answer = live.answers().askAs(name + user, MODEL, "What is there to know?", 4);
            live.answers().report(answer, worth.applyAsDouble(answer));
        }
        Await.until("users decided", () -> over.test(live.model()));
    }

    private static List<String> types(LiveServices live) {
        return StreamSupport.stream(
                        live.registry().history(MODEL, "").path("events").spliterator(), false)
                .map(event -> event.path("change").path("type").asText())
                .toList();
    }

    private static int compared(JsonNode agreement) {
        return agreement.path("challengers").asInt();
    }

    private static JsonNode metric(JsonNode seen, String name) {
        for (JsonNode metric : seen.path("metrics")) {
            if (metric.path("metric").asText().equals(name)) {
                return metric;
            }
        }
        return MissingNode.getInstance();
    }
}
