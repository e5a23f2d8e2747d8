package dev.alluvium.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.KeyedAnswer;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.SkippedMessages.LeftOut;
import dev.alluvium.runtime.metrics.Meters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MessageReader reader =
            new MessageReader("ingest-service", new Meters(registry)).counting(Topics.INGEST_ANSWERS);

    @Test
    void shouldCountFromZero() {
        assertThat(registry.scrape())
                .contains("alluvium_messages_left_out_total{stage=\"ingest-service\",topic=\"ingest.answers.v1\"} 0.0");
        assertThat(status()).isEmpty();
    }

    @Test
    void shouldReadWhatIsOfTheTopic() {
        assertThat(reader.read(Topics.INGEST_ANSWERS, record(0, "{\"fingerprint\":\"f\",\"answer\":\"a\"}")))
                .hasValueSatisfying(message -> assertThat(message.value()).isEqualTo(new KeyedAnswer("f", "a")));
        assertThat(counted()).isZero();
    }

    @Test
    void shouldCountAndTellAMessageOnceThoughAReaderBeginsAgain() {
        // When
        for (int i = 0; i < 2; i++) {
            assertThat(reader.read(Topics.INGEST_ANSWERS, record(3, "garbage"))).isEmpty();
            assertThat(reader.read(Topics.INGEST_ANSWERS, record(4, "{}"))).isEmpty();
        }

        // Then
        assertThat(counted()).isEqualTo(2);
        assertThat(status())
                .isEqualTo(Map.of(
                        "leftOut",
                        List.of(
                                new LeftOut("ingest.answers.v1", 1, 4, "its KeyedAnswer has no fingerprint"),
                                new LeftOut("ingest.answers.v1", 1, 3, "it is no JSON"))));
    }

    @Test
    void shouldTellTheLastOnesAlone() {
        for (int i = 0; i < 1000; i++) {
            reader.read(Topics.INGEST_ANSWERS, record(i, "garbage"));
        }

        assertThat(counted()).isEqualTo(1000);
        assertThat(status().get("leftOut"))
                .asList()
                .hasSize(20)
                .first()
                .extracting("offset")
                .isEqualTo(999L);
    }

    private double counted() {
        return registry.get(MessageMeters.LEFT_OUT.meterName()).counter().count();
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new HashMap<>();
        reader.tell(status);
        return status;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
        return new ConsumerRecord<>(
                "alluvium.ingest.answers.v1", 1, offset, bytes("key"), value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
