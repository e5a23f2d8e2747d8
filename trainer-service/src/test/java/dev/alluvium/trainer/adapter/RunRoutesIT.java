package dev.alluvium.trainer.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.trainer.Plans;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.run.LossCurves;
import dev.alluvium.trainer.run.MetricPoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunRoutesIT {
    private static final String READER = "reader-token-reader-token-reader-token";
    private final TrainerCoordinator coordinator = new TrainerCoordinator(Map.of("notes", "tiny"), Clock.systemUTC());
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() {
        coordinator.begin(run("run-1"));
        HttpConfig config = HttpConfig.DEFAULT.with(Map.of("reader", new HttpConfig.TokenConfig(READER, Role.READER)));
        server = new HttpServer(config, new RunRoutes(coordinator, new LossCurves(store)).routes());
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowRuns() throws Exception {
        // When
        HttpResponse<String> all = send("GET", "/v1/runs", READER);
        HttpResponse<String> one = send("GET", "/v1/runs/run-1", READER);

        // Then
        assertThat(all.body()).contains("\"run\":\"run-1\"").contains("\"state\":\"preparing\"");
        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(send("GET", "/v1/runs/run-2", READER).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowWhatARunMeasuredWhicheverTrainerMadeIt() throws Exception {
        // Given
        store.putIfAbsent(ObjectKeys.plan("run-9", "a001"), Json.bytes(Plans.first(run("run-9"))));
        store.putIfAbsent(
                ObjectKeys.runMetrics("run-9", "a001"),
                Json.bytes(new MetricPoint(1, 0, 2.5, 2.5, null, 1e-3, 0.7, 100, 0.1, -1)));

        // When
        HttpResponse<String> curve = send("GET", "/v1/runs/run-9/metrics", READER);

        // Then
        assertThat(curve.body()).contains("\"loss\":2.5");
        assertThat(send("GET", "/v1/runs/run-0/metrics", READER).body()).contains("\"points\":[]");
    }

    private static NextRun run(String name) {
        return new NextRun("notes", name, 0, null, null, List.of("r000001"), List.of(), 0);
    }

    private HttpResponse<String> send(String method, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
