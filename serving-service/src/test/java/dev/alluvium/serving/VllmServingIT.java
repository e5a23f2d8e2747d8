package dev.alluvium.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.serving.testing.FakeVllm;
import dev.alluvium.serving.testing.Installation;
import dev.alluvium.serving.testing.PodRig;
import dev.alluvium.serving.testing.TaughtModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VllmServingIT {
    @TempDir
    Path directory;

    @Test
    void shouldDriveAServerFromPromotionOverRollbackToARestart() throws Exception {
        try (EmbeddedKafka broker = new EmbeddedKafka(directory.resolve("kafka"));
                EmbeddedS3 s3 = new EmbeddedS3(directory.resolve("s3"));
                FakeVllm server = new FakeVllm()) {
            KeyFiles.ensure(directory.resolve("keys"));
            try (Installation installation = new Installation(
                    directory,
                    "vllm.",
                    broker.bootstrapServers(),
                    s3,
                    Duration.ofSeconds(30),
                    PodRig.config(directory, null, 0.01, server))) {
                // Given a server behind a process that waits for the registry
                installation.start();
                assertThat(installation.ask().statusCode()).isEqualTo(503);

                // When versions are promoted, one is rolled back, and the server is restarted
                installation.promote(installation.version(1));
                HttpResponse<String> first = installation.ask();
                installation.promote(installation.version(2));
                HttpResponse<String> second = installation.ask();
                installation.promote(installation.version(1));
                HttpResponse<String> back = installation.ask();
                server.restart();
                installation.await(() -> server.names().size() == 1
                        && installation.service().health().ready());
                HttpResponse<String> again = installation.ask();

                // Then each answer is that of the version it names, and the server has proved it as a replica of its
                // own
                assertThat(answer(first)).isEqualTo(TaughtModel.answer(1));
                assertThat(answer(second)).isEqualTo(TaughtModel.answer(2));
                assertThat(second.headers().firstValue("x-alluvium-version")).hasValue("2");
                assertThat(answer(back)).isEqualTo(TaughtModel.answer(1));
                assertThat(back.headers().firstValue("x-alluvium-generation")).hasValue("3");
                assertThat(answer(again)).isEqualTo(TaughtModel.answer(1));
                String replica = "replica-1@" + server.address().substring("http://".length());
                ServingObserved proof = installation.proofs().get("notes/" + replica);
                assertThat(proof).isNotNull();
                assertThat(proof.version()).isEqualTo(1);
                assertThat(proof.sha256())
                        .isEqualTo(installation.version(1).adapter().sha256());
                assertThat(proof.fingerprint()).hasSize(16);
                assertThat(installation.status()).contains("\"pods\"", "\"up\":true");
                assertThat(installation.scrape())
                        .contains("alluvium_serving_pods{model=\"notes\"} 1.0")
                        .contains("alluvium_serving_pods_ready{model=\"notes\"} 1.0")
                        .contains("alluvium_serving_pod_restarts_total{model=\"notes\"} 1.0");

                // And a server that fails is named
                server.failing = true;
                installation.await(() -> installation.status().contains("FAILING"));
                assertThat(installation.ask().statusCode()).isEqualTo(503);
                assertThat(installation.scrape()).contains("alluvium_serving_pod_faults_total{");
            }
        }
    }

    private static String answer(HttpResponse<String> response) throws IOException {
        JsonNode json = Json.mapper().readTree(response.body());
        return json.at("/choices/0/message/content").asText();
    }
}
