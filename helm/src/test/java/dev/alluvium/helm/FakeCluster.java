package dev.alluvium.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of an API server as a template's {@code lookup} asks: Helm finds it by the kubeconfig that the build names. What a
 * test did not put there does not exist.
 */
final class FakeCluster {
    private static final Map<String, String> OBJECTS = new ConcurrentHashMap<>();
    private static final Map<String, String> RESOURCES = Map.of(
            "/api/v1", resources("v1", "secrets", "Secret"),
            "/apis/apps/v1", resources("apps/v1", "statefulsets", "StatefulSet"));
    private static boolean started;

    private FakeCluster() {}

    /** Starts it once for all tests. */
    static synchronized void start() {
        if (started) {
            return;
        }
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", FakeCluster::answer);
            server.start();
            Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                    apiVersion: v1
                    kind: Config
                    current-context: fake
                    contexts: [{name: fake, context: {cluster: fake, user: fake}}]
                    users: [{name: fake, user: {}}]
                    clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                    """.formatted(
                            server.getAddress().getPort()));
            started = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an object there, as JSON, at a path such as {@code /apis/apps/v1/namespaces/ml/statefulsets/x}. */
    static void put(String path, String json) {
        start();
        OBJECTS.put(path, json);
    }

    /** What is there now. */
    static Map<String, String> objects() {
        return Map.copyOf(OBJECTS);
    }

    static void clear() {
        OBJECTS.clear();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = RESOURCES.getOrDefault(path, OBJECTS.get(path));
        int status = body == null ? 404 : 200;
        byte[] bytes = (body == null
                        ? "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}"
                        : body)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String resources(String version, String name, String kind) {
        return """
                {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"%s","resources":[
                {"name":"%s","singularName":"","namespaced":true,"kind":"%s","verbs":["get","list"]}]}
                """.formatted(version, name, kind);
    }
}
