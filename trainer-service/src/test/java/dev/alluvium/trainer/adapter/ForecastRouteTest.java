package dev.alluvium.trainer.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.plan.NextRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the dry-run says where there is nothing to forecast; a forecast itself is TrialTest's. */
class ForecastRouteTest {
    private static final String OPERATOR = "operator-token-operator-token-operator";

    private final TrainerCoordinator coordinator = new TrainerCoordinator(Map.of("notes", "tiny"), Clock.systemUTC());
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() {
        ForecastRoute forecasts =
                new ForecastRoute(coordinator, Map.of("notes", ModelConfig.onBase("tiny")), Optional::empty);
        server = new HttpServer(
                HttpConfig.DEFAULT.with(Map.of("ops", new HttpConfig.TokenConfig(OPERATOR, Role.OPERATOR))),
                List.of(forecasts.route()));
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSayThatAModelIsNotConfigured() throws Exception {
        // When
        HttpResponse<String> answer = dryRun("another");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("model=another: is not configured");
    }

    @Test
    void shouldSayWhatTrainingWaitsFor() throws Exception {
        // Given
        coordinator.update(state -> state.after(
                RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, new RegistryEvent.ModelDeclared("tiny"))));

        // When
        HttpResponse<String> answer = dryRun("notes");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("notes waits: no round is ready. --file RECORDS forecasts a file");
    }

    @Test
    void shouldNotTimeStepsBesideARun() throws Exception {
        // Given
        coordinator.begin(new NextRun("notes", "run-1", 0, null, null, List.of("r000001"), List.of(), 0));

        // When
        HttpResponse<String> answer = dryRun("notes");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("run-1 is under way");
    }

    private HttpResponse<String> dryRun(String model) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/models/" + model + ":dry-run"))
                .header("Authorization", "Bearer " + OPERATOR)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
