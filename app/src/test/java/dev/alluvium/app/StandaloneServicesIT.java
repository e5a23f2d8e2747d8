package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.app.Installed.Result;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service as a process of its own, under its own name on a broker that denies whatever the topics' descriptions do not
 * allow it.
 */
class StandaloneServicesIT {
    @TempDir
    Path directory;

    @Test
    void shouldTakeARoundThroughSeparateProcessesThatMayDoNothingElse() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.secured(directory.resolve("kafka"), SeparateServices.users());
                EmbeddedS3 s3 = new EmbeddedS3(directory.resolve("s3"))) {
            String servers = broker.bootstrapServers();
            prepare(servers);
            try (SeparateServices services =
                    SeparateServices.secured(directory, servers, s3.endpoint(), s3.accessKey(), s3.secretKey())) {
                services.assertOneRoundIsPromoted();
                assertThat(services.processes())
                        .allMatch(running -> running.process().isAlive());
            }
            assertUnredactedRecordsAreKept(servers);
        }
    }

    private void prepare(String servers) throws Exception {
        Path config = Files.writeString(
                directory.resolve("admin.yaml"),
                SeparateServices.secured(servers).replace("${KAFKA_USER}", "admin"));
        Result created = Installed.alluvium("topics", "--config", config.toString(), "--create", "--acls");
        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(created.out()).contains("the 16 topics are there, and the ");
    }

    /** Raw records and dead letters are read by cleaning alone; who pushes can write, and read nothing. */
    private static void assertUnredactedRecordsAreKept(String servers) throws Exception {
        for (String user : SeparateServices.users().keySet()) {
            if (!user.equals("admin") && !user.equals("cleaning-stream")) {
                assertDenied(SeparateServices.client(servers, user), Topics.RAW_RECORDS);
                assertDenied(SeparateServices.client(servers, user), Topics.DEAD_LETTERS);
            }
        }
        KafkaClients pusher = SeparateServices.client(servers, "pushers");
        try (KafkaProducer<byte[], byte[]> producer = pusher.producer(null)) {
            producer.send(pusher.record(Topics.RAW_RECORDS, null, new byte[] {'x'}))
                    .get();
            assertThatThrownBy(() -> producer.send(pusher.record(Topics.DEAD_LETTERS, null, new byte[] {'x'}))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static void assertDenied(KafkaClients client, Topic<?> topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = client.consumer(null, Map.of())) {
            consumer.assign(List.of(new TopicPartition(client.topic(topic), 0)));
            consumer.seekToBeginning(consumer.assignment());
            assertThatThrownBy(() -> Await.until("reading is denied", () -> {
                        consumer.poll(Duration.ofMillis(200));
                        return false;
                    }))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }
}
