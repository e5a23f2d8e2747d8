package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import dev.alluvium.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of examples/your-own, on a broker and a store that this process does not embed by itself. */
class ExternalServicesIT {
    private static final Path EXAMPLE = Path.of("../examples/your-own/alluvium.yaml");
    private static final String TOKEN = "a-token-of-their-own-with-at-least-32-characters";

    @TempDir
    private Path directory;

    @Test
    void shouldUseTheBrokerAndTheStoreOfTheConfiguration() throws Exception {
        try (EmbeddedKafka broker = new EmbeddedKafka(directory.resolve("their-kafka"));
                EmbeddedS3 s3 = new EmbeddedS3(directory.resolve("their-s3"))) {
            // Given
            Path file = Files.writeString(
                    directory.resolve("alluvium.yaml"),
                    Files.readString(EXAMPLE)
                            .replace("topic-prefix: alluvium.", "topic-prefix: team.")
                            .replace("bucket: alluvium", "bucket: theirs"));
            AlluviumConfig config = ConfigLoader.load(file, environment(broker, s3));
            try (DataDirectory data = DataDirectory.open(directory.resolve("data"));
                    AllInOne all = new AllInOne(data, config, ExternalServices.of(file), part -> {})) {
                all.start();

                // When
                ApiClient api = new ApiClient(all.endpoint(), TOKEN);
                api.postLines(
                        "/records",
                        "{\"instruction\":\"Who tunes harps?\",\"output\":\"Mira.\"}".getBytes(StandardCharsets.UTF_8));
                Await.until("the record is pending", () -> pending(api) == 1);

                // Then
                assertThat(all.bootstrapServers()).isEqualTo(broker.bootstrapServers());
                assertThat(topics(broker)).contains("team." + Topics.RAW_RECORDS.suffix());
                Await.until(
                        "a segment lies in their bucket",
                        () -> Files.isDirectory(directory.resolve("their-s3/theirs")));
                assertThat(directory.resolve("keys/registry.pub")).exists();
                assertThat(data.resolve("kafka-log")).doesNotExist();
                assertThat(data.resolve("objects")).doesNotExist();
            }
        }
    }

    /** What env.sh gives to the example's file. */
    private Map<String, String> environment(EmbeddedKafka broker, EmbeddedS3 s3) {
        return Map.of(
                "ALLUVIUM_BASE",
                "tiny",
                "ALLUVIUM_KEYS",
                directory.resolve("keys").toString(),
                "ALLUVIUM_TOKEN",
                TOKEN,
                "KAFKA_REPLICAS",
                "1",
                "KAFKA_SERVERS",
                broker.bootstrapServers(),
                "PORT",
                "0",
                "S3_ENDPOINT",
                s3.endpoint(),
                "S3_KEY",
                s3.accessKey(),
                "S3_SECRET",
                s3.secretKey());
    }

    private static int pending(ApiClient api) {
        JsonNode models = api.get("/status").path("accumulator-job").path("models");
        return models.path("notes").path("pendingRecords").asInt();
    }

    private static Set<String> topics(EmbeddedKafka broker) throws Exception {
        KafkaClients clients =
                new KafkaClients(KafkaConfig.of(broker.bootstrapServers()).withPartitions(3));
        try (Admin admin = clients.admin()) {
            return admin.listTopics().names().get();
        }
    }
}
