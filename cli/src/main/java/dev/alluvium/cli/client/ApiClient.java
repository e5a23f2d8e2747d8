package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.PushTime;
import dev.alluvium.runtime.http.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.Builder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The API over HTTP; refusals become {@link CliException}s with the server's own words. */
public final class ApiClient {
    private static final Set<Integer> UNAVAILABLE = Set.of(429, 502, 503, 504);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    private final HttpClient http;
    private final Supplier<String> base;
    private final String token;
    private final RetryPolicy patience;

    /**
     * @param base such as {@code http://127.0.0.1:7411/v1}
     */
    public ApiClient(String base, String token) {
        this(() -> base, token, new RetryPolicy(RetryPolicy.USUAL, null, false));
        base();
    }

    /** @param base asked before each request: a local installation that is started again may have another port */
    ApiClient(Supplier<String> base, String token, RetryPolicy patience) {
        this(client(base.get()), base, token, patience);
    }

    private ApiClient(HttpClient http, Supplier<String> base, String token, RetryPolicy patience) {
        this.http = http;
        this.base = base;
        this.token = token;
        this.patience = patience;
    }

    /** The same API for a command that follows work on it, and waits long where a service is away. */
    public ApiClient following(Terminal terminal) {
        return new ApiClient(http, base, token, patience.following(terminal));
    }

    /** The same API for a command that waits {@code limit} where a service is away. */
    public ApiClient patient(Duration limit, Terminal terminal) {
        return new ApiClient(http, base, token, patience.with(limit, terminal));
    }

    /** The same API for a caller with a patience of its own. */
    public ApiClient impatient() {
        return new ApiClient(http, base, token, RetryPolicy.none());
    }

    /** The API's URL. */
    public String base() {
        String url = base.get();
        if (!url.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw new CliException("--url " + url + ": is no URL of an API, such as https://alluvium.example/v1", 2);
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public JsonNode get(String path) {
        return json(send(path, Builder::GET));
    }

    public JsonNode post(String path, Object body) {
        return json(send(path, posting("application/json", Json.bytes(body))));
    }

    /** Posts an order, which the server executes once however often it gets it under this key. */
    public JsonNode post(String path, String key, Object body) {
        byte[] bytes = Json.bytes(body);
        return json(send(
                path, request -> posting("application/json", bytes).apply(request.header("Idempotency-Key", key))));
    }

    /** A file as it is. */
    public byte[] bytes(String path) {
        return send(path, Builder::GET).body();
    }

    /** Posts bytes as they are. */
    public void postBytes(String path, byte[] bytes) {
        send(path, posting("application/octet-stream", bytes));
    }

    /** Posts lines of JSON. */
    public JsonNode postLines(String path, byte[] lines) {
        return json(send(path, posting("application/x-ndjson", lines)));
    }

    /** What is part of a push, with the response's headers. */
    public HttpResponse<byte[]> push(String path, String type, byte[] body, Optional<String> pushedAt) {
        return send(path, request -> {
            Builder posting = posting(type, body).apply(request);
            return pushedAt.map(time -> posting.header(PushTime.HTTP_HEADER, time))
                    .orElse(posting);
        });
    }

    /** A response with its headers, for answers whose version stands there. */
    public HttpResponse<byte[]> exchange(String path, Object body) {
        return send(path, posting("application/json", Json.bytes(body)));
    }

    private static UnaryOperator<Builder> posting(String type, byte[] body) {
        return request -> request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<byte[]> send(String path, UnaryOperator<Builder> shape) {
        return patience.attempt(() -> {
            Builder request =
                    HttpRequest.newBuilder(uri(path)).timeout(ANSWER_LIMIT).header("Authorization", "Bearer " + token);
            return once(shape.apply(request).build());
        });
    }

    private URI uri(String path) {
        String root = base();
        try {
            return URI.create(root + path);
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    "'" + path.replaceFirst("^(/registry)?/models/", "") + "': no model, version or run is named so",
                    2);
        }
    }

    private HttpResponse<byte[]> once(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (UNAVAILABLE.contains(response.statusCode())) {
                throw new UnavailableException(
                        problem(response), RetryAfter.of(response).orElse(null));
            }
            if (response.statusCode() >= 400) {
                throw new RefusedException(response.statusCode(), problem(response));
            }
            return response;
        } catch (IOException e) {
            throw new UnavailableException(
                    "no answer from " + base() + " (" + reason(e) + "); is it running? `alluvium up` starts one",
                    null,
                    away(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted");
        }
    }

    private static UnavailableException.Away away(IOException e) {
        if (e instanceof ConnectException) {
            return UnavailableException.Away.REFUSED;
        }
        return e instanceof HttpTimeoutException ? UnavailableException.Away.BUSY : UnavailableException.Away.LOST;
    }

    private static String reason(IOException e) {
        if (e instanceof HttpConnectTimeoutException) {
            return "no connection within " + CONNECT_LIMIT.toSeconds() + " s";
        } else if (e instanceof ConnectException) {
            return e.getCause() instanceof UnresolvedAddressException
                    ? "no host is known by this name"
                    : "connection refused";
        } else if (e instanceof HttpTimeoutException) {
            return "no answer within " + ANSWER_LIMIT.toSeconds() + " s";
        }
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    /** Without TLS nothing is to be trusted, and reading which authorities are takes longer than most requests. */
    private static HttpClient client(String base) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_LIMIT);
        if (base.startsWith("http://")) {
            builder.sslContext(trustingNobody());
        }
        return builder.build();
    }

    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
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
