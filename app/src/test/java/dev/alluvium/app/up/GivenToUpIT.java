package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.app.CommandLines;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.PipelineDrain;
import dev.alluvium.cli.client.Target;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.BrokerAddress;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.Listener;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import dev.alluvium.testing.Await;
import dev.alluvium.testing.Program.Ended;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is given to {@code up}: a token from a Secret, a topic of its own, a listener for other pods, and a directory whose broker
 * took everybody.
 */
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
            write(data, address, "erp.products", "{\"instruction\":\"Who mends sails?\",\"output\":\"Ole.\"}");

            // Then
            assertThat(all.degraded()).isEmpty();
            ApiClient api = new ApiClient(all.endpoint(), TOKEN);
            Await.until("the record is pending", () -> pending(api) == 1);
        }
    }

    @Test
    void shouldCloseTheBrokerOfADirectoryOfTheVersionBefore() throws Exception {
        // Given
        Path records = Files.writeString(
                directory.resolve("records.jsonl"), "{\"instruction\":\"Who caulks decks?\",\"output\":\"Ida.\"}\n");
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"));
                EmbeddedKafka open = new EmbeddedKafka(data.resolve("kafka-log"))) {
            KafkaClients kafka =
                    new KafkaClients(KafkaConfig.of(open.bootstrapServers()).withPartitions(3));
            kafka.ensureTopics(Topics.all());
            try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
                producer.send(new ProducerRecord<>(
                                kafka.topic(Topics.RAW_RECORDS),
                                "{\"instruction\":\"Who splices ropes?\",\"output\":\"Bo.\"}"
                                        .getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }

        // When
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"));
                AllInOne all = new AllInOne(data, AlluviumConfig.defaults(), ExternalServices.NOTHING, part -> {})) {
            all.start();

            // Then
            assertThat(all.degraded()).isEmpty();
            String password = Files.readString(data.resolve("kafka-secret")).strip();
            Path own = data.resolve("kafka-client.properties");
            Path wrong = Files.writeString(
                    directory.resolve("wrong.properties"),
                    Files.readString(own).replace(password, "w".repeat(password.length())));
            assertThat(password).hasSize(44);
            for (Path secret : List.of(own, data.resolve("kafka-secret"))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                        .isEqualTo("rw-------");
            }
            assertPushFails("refuses the credentials", records, "--kafka-properties", wrong.toString());
            assertPushFails(
                    "wants credentials, and there are none; --kafka-properties FILE",
                    records,
                    "--bootstrap-servers",
                    all.bootstrapServers());
            try (PipelineDrain drain =
                    new PipelineDrain(Target.local(data.root()).kafka())) {
                drain.await();
            }
            assertThat(pending(new ApiClient(all.endpoint(), data.token()))).isEqualTo(2);
        }
    }

    /** The records are there by then; what cannot be followed is told. */
    private void assertPushFails(String said, Path records, String... options) {
        List<String> words = new ArrayList<>(List.of("push", "--wait", "--from-start", records.toString()));
        words.addAll(List.of("--data", directory.resolve("data").toString()));
        words.addAll(List.of(options));

        Ended ended = CommandLines.run(words.toArray(String[]::new));

        assertThat(ended.err())
                .contains(said, "`alluvium up` writes to kafka-client.properties")
                .doesNotContain("\tat ");
        assertThat(ended.status()).isEqualTo(1);
    }

    /** As a producer of other software, with the file of the data directory. */
    private static void write(DataDirectory data, String servers, String topic, String value) throws Exception {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("kafka-client.properties"))) {
            properties.load(file);
        }
        properties.setProperty("bootstrap.servers", servers);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
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
