package dev.alluvium.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An installation that gives prepared answers, announced in a data directory. */
public final class StubApi implements AutoCloseable {
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger starting = new AtomicInteger();
    private final HttpServer server;
    private boolean closed;

    /** @param data where it is announced */
    public StubApi(Path data) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString().substring("/v1".length());
            requests.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
            if (starting.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                byte[] problem = "{\"detail\":\"registry-service is starting\"}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Retry-After", "0");
                exchange.sendResponseHeaders(503, problem.length);
                exchange.getResponseBody().write(problem);
                exchange.close();
                return;
            }
            String answer = answers.get(path.replaceFirst("\\?.*", ""));
            byte[] bytes =
                    (answer == null ? "{\"detail\":\"no " + path + "\"}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        Files.writeString(
                data.resolve("endpoint"),
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1\n");
        Files.writeString(data.resolve("token"), "token\n");
    }

    /** Gives this answer to requests for this path below {@code /v1}, whatever their query. */
    public StubApi answer(String path, String json) {
        answers.put(path, json);
        return this;
    }

    /** Answers the next requests with 503, as a service does that is starting. */
    public StubApi starting(int refused) {
        starting.set(refused);
        return this;
    }

    /** Method, path with query, and body of each request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            server.stop(0);
        }
    }
}
