package dev.alluvium.app.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server and hands everything through, but for answers that it loses on demand. */
final class LossyFront implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final String behind;
    private final AtomicInteger losing = new AtomicInteger();
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();

    /** @param behind the URL of the API behind it */
    LossyFront(String behind) throws IOException {
        this.behind = behind.substring(0, behind.length() - "/v1".length());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "front");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The answers to the next POSTs get lost, after the server behind has given them. */
    void lose(int answers) {
        losing.set(answers);
    }

    /** How often the server behind answered with {@code status}. */
    long answered(int status) {
        return statuses.stream().filter(each -> each == status).count();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (String header : List.of("Authorization", "Content-Type", "Idempotency-Key")) {
                String value = exchange.getRequestHeaders().getFirst(header);
                if (value != null) {
                    request.header(header, value);
                }
            }
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean lost = exchange.getRequestMethod().equals("POST")
                    && losing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!lost) {
                response.headers()
                        .firstValue("Retry-After")
                        .ifPresent(after -> exchange.getResponseHeaders().set("Retry-After", after));
                exchange.sendResponseHeaders(response.statusCode(), Math.max(1, response.body().length));
                exchange.getResponseBody().write(response.body().length == 0 ? new byte[] {' '} : response.body());
            }
            statuses.add(response.statusCode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
