package dev.alluvium.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.accumulator.adapter.Pipeline;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.testing.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccumulatorServiceIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final HttpClient client = HttpClient.newHttpClient();
    private String url = "";

    @Test
    void shouldCutOnRequestAndSayWhatItWaitsForAndCountWhatItDoes(@TempDir Path directory) throws Exception {
        ScrapedMeters meters = new ScrapedMeters();
        try (Pipeline pipeline = new Pipeline(directory, CLOCK);
                AccumulatorService service = new AccumulatorService(pipeline.context(meters));
                HttpServer http = new HttpServer(
                        HttpConfig.DEFAULT.with(Map.of("test", new TokenConfig(TOKEN, Role.ADMIN))),
                        ServiceRoutes.of(List.of(service), meters))) {
            url = "http://127.0.0.1:" + http.start();
            assertThat(service.health().ready()).isFalse();
            assertThat(send("POST", "/v1/savepoints", 503).get("detail").asText())
                    .contains("has not started");
            service.start();
            assertThat(service.health().ready()).isTrue();
            pipeline.send("a", 1, "red");
            await(
                    "/v1/status",
                    body -> body.at("/accumulator-job/models/support/pendingRecords")
                                    .asInt()
                            == 1);
            assertThat(get("/v1/status")
                            .at("/accumulator-job/models/support/next")
                            .asText())
                    .startsWith("needs 1000 records, has 1; needs 60 facts (18 by max-wait), has 1; ends at 1000,"
                            + " in 6 h by max-wait");

            JsonNode asked = send("POST", "/v1/models/support/cut", 202);
            String path = "/v1/models/support/cut/" + asked.get("id").asText();
            JsonNode answer = await(path, body -> !body.get("answer").asText().equals("waiting"));

            assertThat(answer.get("answer").asText()).isEqualTo("r000001");
            assertThat(send("POST", "/v1/models/other/cut", 404).get("detail").asText())
                    .contains("support");
            assertThat(Path.of(send("POST", "/v1/savepoints", 201).get("path").asText()))
                    .isDirectoryContaining("glob:**/_metadata")
                    .hasParent(directory.resolve("checkpoints"));
            String scrape = meters.scrape();
            assertThat(Arrays.stream(AccumulatorMeters.values())
                            .map(meter -> meter.meterName().replace('.', '_')))
                    .allSatisfy(meter -> assertThat(scrape).contains("\n" + meter));
            assertThat(scrape).contains("alluvium_accumulator_rounds_total{trigger=\"cut\"} 1.0");
        }
    }

    private JsonNode await(String path, java.util.function.Predicate<JsonNode> condition) throws Exception {
        return Await.seen(path + " passes", () -> get(path), condition);
    }

    private JsonNode get(String path) throws Exception {
        return send("GET", path, 200);
    }

    private JsonNode send(String method, String path, int status) throws Exception {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(status);
        return Json.mapper().readTree(response.body());
    }
}
