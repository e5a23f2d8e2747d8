package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what a topic holds now, once. */
final class WholeTopic {
    private static final Duration POLL = Duration.ofMillis(100);

    private WholeTopic() {}

    /** Calls {@code taker} for each record with a value, in partition order, and returns at the end of the topic. */
    static <T> void read(KafkaClients kafka, Topic<T> topic, BiConsumer<String, T> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = partitions(kafka, consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.value() != null) {
                        taker.accept(new String(record.key(), StandardCharsets.UTF_8), topic.decode(record.value()));
                    }
                });
            }
        }
    }

    static List<TopicPartition> partitions(KafkaClients kafka, KafkaConsumer<byte[], byte[]> consumer, Topic<?> topic) {
        return consumer.partitionsFor(kafka.topic(topic)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
