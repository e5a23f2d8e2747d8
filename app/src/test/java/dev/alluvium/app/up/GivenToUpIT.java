package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.embedded.BrokerAddress;
import dev.alluvium.embedded.Listener;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import dev.alluvium.testing.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pod gives to {@code up}: a token from a Secret, a topic of its own, and a listener for other pods. */
class GivenToUpIT {
    private static final String TOKEN = "a-token-from-a-secret-of-at-least-32-characters";

    @TempDir
    private Path directory;

    @Test
    void shouldReadAConfiguredTopicThatOthersWriteOverTheirListener() throws Exception {
        // Given
        AlluviumConfig config =
                ConfigLoader.parse("test", """
                http: { tokens: { admin: { token: "${ALLUVIUM_TOKEN}", role: admin } } }
                ingest: { topics: { erp.products: { models: [notes], sources: [erp] } } }
                """, AlluviumConfig.class, Map.of("ALLUVIUM_TOKEN", TOKEN + "\n"));
        String address = "127.0.0.1:" + freePort();
        try (DataDirectory data = DataDirectory.open(directory);
                AllInOne all = new AllInOne(
                        data,
                        config,
                        ExternalServices.NOTHING,
                        new BrokerAddress(null, 0, new Listener(address, address)),
                        part -> {})) {
            // When
            all.start();
            write(address, "erp.products", "{\"instruction\":\"Who mends sails?\",\"output\":\"Ole.\"}");

            // Then
            assertThat(all.degraded()).isEmpty();
            ApiClient api = new ApiClient(all.endpoint(), TOKEN);
            Await.until("the record is pending", () -> pending(api) == 1);
        }
    }

    private static void write(String servers, String topic, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static int pending(ApiClient api) {
        JsonNode models = api.get("/status").path("accumulator-job").path("models");
        return models.path("notes").path("pendingRecords").asInt();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
