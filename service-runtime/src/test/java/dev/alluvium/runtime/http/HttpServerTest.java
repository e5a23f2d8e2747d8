package dev.alluvium.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
    private static final String READER = "r".repeat(32);
    private static final String ADMIN = "a".repeat(32);
    private static HttpServer server;
    private static int port;

    @BeforeAll
    static void start() {
        HttpConfig config = new HttpConfig(
                "127.0.0.1",
                0,
                Map.of("eve", new TokenConfig(READER, Role.READER), "root", new TokenConfig(ADMIN, Role.ADMIN)),
                List.of("https://chat.example.com"));
        server = new HttpServer(
                config,
                List.of(
                        Route.get("/open", null, context -> context.result("open")),
                        Route.post("/operate", Role.OPERATOR, context -> context.result(HttpServer.actor(context))),
                        Route.get(
                                "/files/{name}/{version}/{sha256}",
                                Role.READER,
                                context -> context.result(context.pathParam("name"))),
                        Route.get("/own/{name}", null, context -> context.result("own"))
                                .refusing(problem ->
                                        Json.mapper().createObjectNode().put("own", problem.getMessage())),
                        Route.get("/broken", null, context -> {
                            throw new IllegalStateException("the secret cause");
                        })));
        port = server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> call(String method, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldAnswerOpenRoutesToAnybody() throws Exception {
        assertThat(call("GET", "/open", "").body()).isEqualTo("open");
    }

    @Test
    void shouldAskForATokenAndSayHow() throws Exception {
        // When
        HttpResponse<String> response = call("POST", "/operate", "");

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(response.body()).contains("Authorization: Bearer TOKEN");
        assertThat(call("POST", "/operate", "x".repeat(32)).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldRefuseALesserRole() throws Exception {
        // When
        HttpResponse<String> response = call("POST", "/operate", READER);

        // Then
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("eve", "OPERATOR");
    }

    @Test
    void shouldNameTheCallerForTheAudit() throws Exception {
        assertThat(call("POST", "/operate", ADMIN).body()).isEqualTo("root");
    }

    @ParameterizedTest
    @CsvSource({
        "r000001, 7, true",
        "notes@1, 0, true",
        "notes:canary, 999999, true",
        "'.', 1, false",
        "'..', 1, false",
        "'a..b', 1, false",
        "'..%2fmetrics', 1, false",
        "'a%2Fb', 1, false",
        "'a%5Cb', 1, false",
        "'a%00b', 1, false",
        "'a%0Ab', 1, false",
        "'%20', 1, false",
        "r000001, -1, false",
        "r000001, 2147483647, false",
        "r000001, +1, false",
        "r000001, one, false"
    })
    void shouldTakeNoNameThatNamesSomethingElse(String name, String version, boolean taken) throws Exception {
        HttpResponse<String> response = call("GET", "/files/" + name + "/" + version + "/" + "0".repeat(64), READER);

        // A client or the server may resolve the dots before any route is asked.
        assertThat(response.statusCode()).isIn(taken ? List.of(200) : List.of(400, 404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "0", "%2e%2e%2f%2e%2e"})
    void shouldTakeNoDigestThatIsNone(String digest) throws Exception {
        HttpResponse<String> response = call("GET", "/files/a/1/" + digest, READER);

        assertThat(response.statusCode()).isIn(400, 404);
    }

    @Test
    void shouldNameTheParameterItsValueAndTheRule() throws Exception {
        HttpResponse<String> response = call("GET", "/files/a/x1/" + "0".repeat(64), READER);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("version=x1: must be a number from 0 to 999999");
    }

    @Test
    void shouldNotTellACauseToTheCaller() throws Exception {
        // When
        HttpResponse<String> response = call("GET", "/broken", "");

        // Then
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret cause");
    }

    @Test
    void shouldNameTheEndpointsBesideOneThatIsNotThere() throws Exception {
        HttpResponse<String> absent = call("POST", "/open/other", "");
        HttpResponse<String> own = call("POST", "/own/a/b", "");

        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(absent.body()).contains("POST /open/other: no such endpoint; there are /open");
        assertThat(own.statusCode()).isEqualTo(404);
        assertThat(own.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(own.body()).startsWith("{\"own\":\"POST /own/a/b: no such endpoint");
    }

    @Test
    void shouldNameTheMethodsThatAnEndpointTakes() throws Exception {
        HttpResponse<String> response = call("DELETE", "/own/a", "");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
        assertThat(response.body()).isEqualTo("{\"own\":\"DELETE /own/a: this endpoint takes GET\"}");
    }

    private static HttpResponse<String> from(String origin, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, x-stainless-os")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldLetPagesOfConfiguredOriginsCall() throws Exception {
        HttpResponse<String> preflight = from("https://chat.example.com", "OPTIONS", "/operate");
        HttpResponse<String> refused = from("https://chat.example.com", "POST", "/operate");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://chat.example.com");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("authorization, x-stainless-os");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElse(""))
                .contains("POST");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://chat.example.com");
    }

    @Test
    void shouldLetNoOtherPageCall() throws Exception {
        assertThat(from("https://evil.example.com", "OPTIONS", "/operate")
                        .headers()
                        .map())
                .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
        assertThat(from("https://evil.example.com", "GET", "/open").headers().map())
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void shouldAllowNoOriginUnlessOneIsConfigured() {
        assertThat(HttpConfig.DEFAULT.corsOrigins()).isEmpty();
        assertThatThrownBy(() -> new HttpConfig("127.0.0.1", 0, Map.of(), List.of("https://a.example/path")))
                .hasMessage("cors-origins=https://a.example/path: must be an origin without a path, such as"
                        + " https://chat.example.com, or *");
        assertThatThrownBy(() -> new HttpConfig("127.0.0.1", 0, Map.of(), List.of("chat.example.com")))
                .hasMessageContaining("must be an origin");
    }

    @Test
    void shouldSayWhichPortIsTaken() {
        // Given
        HttpServer second = new HttpServer(HttpConfig.DEFAULT.at(HttpConfig.DEFAULT.host(), port), List.of());

        // Then
        assertThatThrownBy(second::start)
                .hasMessageContaining("http.port=" + port)
                .hasMessageContaining("set http.port to 0");
    }
}
