package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.runtime.kafka.CorruptRecords;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.kafka.MessagePass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads once what a topic holds now: each record with a value, in partition order. */
final class TopicSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSnapshot.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private TopicSnapshot() {}

    /** Reads a log that is folded: where it is damaged, its copy is read. */
    static <T> void read(
            KafkaClients kafka, Topic<T> topic, MessagePass<T> pass, LogCopy<T> copy, BiConsumer<String, T> taker) {
        long[] next = {0};
        read(kafka, topic, consumer -> {
            try {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                pass.judge(polled);
                polled.forEach(record -> {
                    take(pass, record, taker);
                    next[0] = record.offset() + 1;
                });
            } catch (KafkaException e) {
                CorruptRecords damage = copy.bridge(consumer, next[0], e, kept -> {
                    pass.passOver(kept);
                    taker.accept(kept.key(), kept.value());
                    next[0] = kept.offset() + 1;
                });
                LOG.warn("{}; what was there was read from the copy in the bucket", damage.explain());
            }
        });
    }

    private interface Poll {
        void from(KafkaConsumer<byte[], byte[]> consumer);
    }

    private static void read(KafkaClients kafka, Topic<?> topic, Poll poll) {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = partitions(kafka, consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                poll.from(consumer);
            }
        }
    }

    private static <T> void take(
            MessagePass<T> pass, ConsumerRecord<byte[], byte[]> record, BiConsumer<String, T> taker) {
        pass.read(record).ifPresent(message -> {
            if (message.value() != null) {
                taker.accept(message.key(), message.value());
            }
        });
    }

    static List<TopicPartition> partitions(KafkaClients kafka, KafkaConsumer<byte[], byte[]> consumer, Topic<?> topic) {
        return consumer.partitionsFor(kafka.topic(topic)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
