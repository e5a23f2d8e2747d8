package dev.alluvium.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.accumulator.adapter.JobView;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CutRoutesTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final List<ControlCommand> sent = new CopyOnWriteArrayList<>();
    private HttpServer http;
    private String url;

    @BeforeEach
    void start() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC);
        http = new HttpServer(
                HttpConfig.DEFAULT.with(Map.of("test", new TokenConfig(TOKEN, Role.ADMIN))),
                new CutRoutes(Set.of("notes"), clock, sent::add, () -> JobView.NONE).routes());
        url = "http://127.0.0.1:" + http.start() + "/v1/models/";
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void shouldNameTheSameCommandAgainUnderTheSameKey() throws Exception {
        JsonNode first = send("POST", "notes/cut", "push-7", 202);
        JsonNode again = send("POST", "notes/cut", "push-7", 202);

        assertThat(first.path("id").asText()).isEqualTo("push-7");
        assertThat(again).isEqualTo(first);
        assertThat(sent).hasSize(2).allMatch(sent.get(0)::equals);
    }

    @Test
    void shouldRefuseWhatIsNoKey() throws Exception {
        assertThat(send("POST", "notes/cut", "a/b", 400).path("detail").asText())
                .contains("Idempotency-Key", "UUID");
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldCallACommandWaitingThatTheJobDoesNotTellOfYet() throws Exception {
        assertThat(send("GET", "made-by-a-record/cut/c-1", "", 200)
                        .path("answer")
                        .asText())
                .isEqualTo("waiting");
    }

    private JsonNode send(String method, String path, String key, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(status);
        return Json.read(response.body(), JsonNode.class);
    }
}
