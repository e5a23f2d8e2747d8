package dev.alluvium.serving.adapter.http;

import static dev.alluvium.serving.testing.Rig.READER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.serving.testing.Rig;
import dev.alluvium.serving.testing.TaughtModel;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
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
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (rig.served.size() < wanted) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(2_000_000);
        }
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

    private static ServingOutcome.Served served(ServingOutcome outcome) {
        return Objects.requireNonNull(outcome.served());
    }
}
