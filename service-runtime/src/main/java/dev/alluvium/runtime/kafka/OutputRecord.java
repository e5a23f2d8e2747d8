package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record to send; a null value is a tombstone. */
public record OutputRecord<T>(
        Topic<T> topic, String key, @Nullable T value) {
    ProducerRecord<byte[], byte[]> record(KafkaClients kafka) {
        return kafka.record(topic, key, value);
    }
}
