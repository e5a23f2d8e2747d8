package dev.alluvium.serving.adapter.http;

import static dev.alluvium.serving.testing.Rig.READER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.serving.ServingMeters;
import dev.alluvium.serving.engine.AnswerEvent;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.CompletionRequest;
import dev.alluvium.serving.openai.CompletionRequestReader;
import dev.alluvium.serving.testing.Rig;
import dev.alluvium.serving.testing.TaughtModel;
import dev.alluvium.testing.Await;
import io.micrometer.core.instrument.Counter;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowTest {
    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(directory, 2, 8);
        rig.desire(rig.version(1));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private HttpResponse<String> ask(String user, String more) throws Exception {
        return rig.client()
                .send(
                        rig.post(
                                READER,
                                "/v1/chat/completions",
                                "{'model':'notes','user':'" + user + "','messages':[{'role':'user','content':'"
                                        + TaughtModel.QUESTION + "'}]" + more + "}"),
                        BodyHandlers.ofString());
    }

    private List<ServingOutcome> told(int wanted) {
        Await.until("so many are served", () -> rig.served.size() >= wanted);
        return List.copyOf(rig.served);
    }

    @Test
    void shouldAnswerEveryUserFromTheChampionAndCompareTheChallenger() throws Exception {
        rig.shadow(rig.version(1), rig.version(2), 1);

        HttpResponse<String> response = ask("ann", "");

        JsonNode answer = Json.mapper().readTree(response.body());
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo(TaughtModel.answer(1));
        assertThat(response.headers().firstValue("x-alluvium-version")).hasValue("1");
        List<ServingOutcome> told = told(2);
        assertThat(told).extracting(ServingOutcome::version).containsExactly(1, 2);
        assertThat(told.get(0).request()).isEqualTo(answer.path("id").asText());
        assertThat(told.get(1).request()).isNotEqualTo(told.get(0).request());
        assertThat(told).extracting(outcome -> served(outcome).agreement()).containsExactly(1.0, 0.0);
        assertThat(served(told.get(0)).unit()).isNotEqualTo(served(told.get(1)).unit());
        assertThat(told).allSatisfy(outcome -> {
            assertThat(served(outcome).experiment()).isEqualTo("trial");
            assertThat(served(outcome).failed()).isFalse();
            assertThat(served(outcome).latencyMillis()).isPositive();
            assertThat(served(outcome).tokens()).isPositive();
            assertThat(outcome.toString()).doesNotContain("ann").doesNotContain(TaughtModel.answer(2));
        });
    }

    @Test
    void shouldNotCallDrawnAnswersDifferent() throws Exception {
        rig.shadow(rig.version(1), rig.version(2), 1);

        ask("ann", ",'temperature':1.5,'max_tokens':9");

        assertThat(told(2))
                .allSatisfy(outcome -> assertThat(served(outcome).agreement()).isNull());
    }

    @Test
    void shouldLeaveUsersOutsideOfTheShareAlone() throws Exception {
        rig.shadow(rig.version(1), rig.version(2), 1e-9);

        HttpResponse<String> response = ask("ann", "");

        assertThat(response.headers().firstValue("x-alluvium-experiment")).isEmpty();
        assertThat(rig.served).isEmpty();
    }

    @Test
    void shouldAskNobodyOnceTheExperimentIsOver() throws Exception {
        rig.shadow(rig.version(1), rig.version(2), 1);
        ask("ann", "");
        told(2);
        rig.desire(rig.version(1));

        ask("bob", "");

        assertThat(rig.host.shadow("trial")).isEmpty();
        assertThat(rig.served).hasSize(2);
    }

    @Test
    void shouldLeaveOutWhatFindsNoRoomAndCountIt() throws Exception {
        rig.shadow(rig.version(1), rig.version(2), 1);
        ask("ann", "");
        told(2);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        occupy(threads, end);
        occupy(threads, end);
        Await.until("two are answered", () -> rig.slots.active() == 2);

        rig.mirrored.ask(answered());
        Await.until("one found no room", () -> counted("busy") == 1);
        rig.desire(rig.version(1));
        rig.mirrored.ask(answered());
        Await.until("one came too late", () -> counted("over") == 1);

        assertThat(counted("compared")).isEqualTo(1);
        assertThat(rig.served).hasSize(2);
        end.countDown();
        threads.shutdown();
    }

    /** Takes a slot until {@code end}. */
    private void occupy(ExecutorService threads, CountDownLatch end) {
        threads.submit(() -> rig.slots.submit(question(), () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw ApiError.unavailable("held up").toException();
        }));
    }

    private static MirroredTraffic.Answered answered() {
        AnswerEvent.Started by = new AnswerEvent.Started("notes", 1, 1, "f", false, "trial", true);
        Generation generation = new Generation("yes", List.of(), FinishReason.STOP, 3);
        return new MirroredTraffic.Answered("r", "bob", question(), by, generation, Duration.ofMillis(5));
    }

    private static CompletionRequest question() {
        String body = "{'model':'notes','messages':[{'role':'user','content':'" + TaughtModel.QUESTION + "'}]}";
        return CompletionRequestReader.chat(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private double counted(String outcome) {
        Counter counter = rig.meters
                .find(ServingMeters.SHADOWS.meterName())
                .tag("outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static ServingOutcome.Served served(ServingOutcome outcome) {
        return Objects.requireNonNull(outcome.served());
    }
}
