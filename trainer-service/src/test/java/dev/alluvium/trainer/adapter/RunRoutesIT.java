package dev.alluvium.trainer.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.config.HttpConfig;
import dev.alluvium.contracts.config.Role;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.trainer.desk.Job;
import dev.alluvium.trainer.desk.TrainerDesk;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.run.StopSignal;
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
    private static final String OPERATOR = "operator-token-operator-token-operator";

    private final TrainerDesk desk = new TrainerDesk(Map.of("notes", "tiny"), Clock.systemUTC());
    private final Job job = desk.begin(new NextRun("notes", "run-1", 0, null, List.of("r000001"), List.of(), 0))
            .orElseThrow();
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() {
        HttpConfig config = new HttpConfig(
                null,
                0,
                Map.of(
                        "reader", new HttpConfig.TokenConfig(READER, Role.READER),
                        "operator", new HttpConfig.TokenConfig(OPERATOR, Role.OPERATOR)));
        server = new HttpServer(config, new RunRoutes(desk).routes());
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
    void shouldLetAnOperatorCancelThePresentRun() throws Exception {
        // When
        HttpResponse<String> refused = send("POST", "/v1/runs/run-1:cancel", READER);
        HttpResponse<String> done = send("POST", "/v1/runs/run-1:cancel", OPERATOR);

        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(done.statusCode()).isEqualTo(202);
        assertThat(job.stop().reason()).contains(StopSignal.Reason.CANCELLED);
        assertThat(send("POST", "/v1/runs/run-2:cancel", OPERATOR).statusCode()).isEqualTo(409);
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
