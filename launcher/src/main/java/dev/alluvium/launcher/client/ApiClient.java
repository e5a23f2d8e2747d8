package dev.alluvium.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.http.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** The API over HTTP; refusals become {@link CliException}s with the server's own words. */
public final class ApiClient {
    private static final Set<Integer> UNAVAILABLE = Set.of(429, 502, 503, 504);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final String token;

    /**
     * @param base such as {@code http://127.0.0.1:7411/v1}
     */
    public ApiClient(String base, String token) {
        if (!base.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw new CliException("--url " + base + ": is no URL of an API, such as https://alluvium.example/v1", 2);
        }
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.token = token;
    }

    /** The API's URL. */
    public String base() {
        return base;
    }

    public JsonNode get(String path) {
        return json(send(request(path).GET().build()));
    }

    public JsonNode post(String path, Object body) {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build()));
    }

    /** A file as it is. */
    public byte[] bytes(String path) {
        return send(request(path).GET().build()).body();
    }

    /** Posts bytes as they are. */
    public void postBytes(String path, byte[] bytes) {
        send(request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
    }

    /** Posts lines of JSON. */
    public JsonNode postLines(String path, byte[] lines) {
        return json(send(request(path)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines))
                .build()));
    }

    /** A response with its headers, for answers whose version stands there. */
    public HttpResponse<byte[]> exchange(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token);
    }

    private URI uri(String path) {
        try {
            return URI.create(base + path);
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    "'" + path.replaceFirst("^(/registry)?/models/", "") + "': no model, version or run is named so",
                    2);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (UNAVAILABLE.contains(response.statusCode())) {
                throw new UnavailableException(
                        problem(response), RetryAfter.of(response).orElse(null));
            }
            if (response.statusCode() >= 400) {
                throw new CliException(problem(response));
            }
            return response;
        } catch (IOException e) {
            throw new UnavailableException(
                    "no answer from " + base + " (" + e.getClass().getSimpleName()
                            + "); is it running? `alluvium up` starts one, `alluvium status` shows it",
                    null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted");
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return response.body().length == 0 ? NullNode.getInstance() : Json.read(response.body(), JsonNode.class);
    }

    private static String problem(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        try {
            JsonNode body = Json.mapper().readTree(text);
            JsonNode detail =
                    body.path("detail").isMissingNode() ? body.path("error").path("message") : body.path("detail");
            return detail.isMissingNode() ? response.statusCode() + ": " + text : detail.asText();
        } catch (IOException e) {
            return response.statusCode() + " from " + response.uri().getPath() + ": "
                    + text.lines().findFirst().orElse("");
        }
    }
}
