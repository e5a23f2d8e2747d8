package dev.alluvium.app.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Final outcomes, each received record once: one that was clean and then dropped by the accumulator is rejected.
 */
public record OutcomeCount(
        long sent,
        long clean,
        long rejected,
        long deadLetters,
        @JsonIgnore Map<String, Long> reasons) {

    /** Whether every record sent has exactly one outcome. */
    public boolean adds() {
        return sent == clean + rejected + deadLetters;
    }

    /** Counts what stands in the topics now. */
    public static OutcomeCount of(KafkaClients kafka, long sent) {
        Set<RawPosition> clean = new HashSet<>();
        Set<RawPosition> rejected = new HashSet<>();
        Set<String> dead = new HashSet<>();
        Map<String, Long> reasons = new TreeMap<>();
        each(kafka, Topics.CLEAN_RECORDS, record -> {
            if (value(Topics.CLEAN_RECORDS, record) instanceof CleanRecord it) {
                clean.add(it.position());
            }
        });
        each(kafka, Topics.REJECTED_RECORDS, record -> {
            RejectedRecord it = value(Topics.REJECTED_RECORDS, record);
            if (it != null && rejected.add(it.position())) {
                reasons.merge(it.reason().code(), 1L, Long::sum);
            }
        });
        each(kafka, Topics.DEAD_LETTERS, record -> dead.add(origin(record)));
        clean.removeAll(rejected);
        return new OutcomeCount(sent, clean.size(), rejected.size(), dead.size(), reasons);
    }

    /** Null for a message that is none of its topic. */
    private static <T> @Nullable T value(Topic<T> topic, ConsumerRecord<byte[], byte[]> record) {
        return topic.read(record.key(), record.value()) instanceof ReadResult.Message<T> message
                ? message.value()
                : null;
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder origin = new StringBuilder();
        for (Header header : record.headers()) {
            if (header.key().endsWith(".topic")
                    || header.key().endsWith(".partition")
                    || header.key().endsWith(".offset")) {
                origin.append(new String(header.value(), StandardCharsets.UTF_8))
                        .append('@');
            }
        }
        return origin.toString();
    }

    private static void each(KafkaClients kafka, Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> consumer) {
        try (KafkaConsumer<byte[], byte[]> reader = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = reader.partitionsFor(kafka.topic(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (!ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue())) {
                reader.poll(Duration.ofMillis(200)).forEach(consumer);
            }
        }
    }
}
