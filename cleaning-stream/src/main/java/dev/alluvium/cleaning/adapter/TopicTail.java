package dev.alluvium.cleaning.adapter;

import dev.alluvium.runtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the newest records of a topic. */
public final class TopicTail {
    /** How many records of each partition are looked through, at most. */
    static final long LOOKED_THROUGH = 20_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final KafkaClients kafka;

    public TopicTail(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** The newest {@code limit} records that match, newest first. */
    public List<ConsumerRecord<byte[], byte[]>> newest(
            String topic, int limit, Predicate<ConsumerRecord<byte[], byte[]>> matches) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(starts.getOrDefault(partition, 0L), end - LOOKED_THROUGH)));
            long stop = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < stop
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> {
                    if (matches.test(record)) {
                        found.add(record);
                    }
                });
            }
        }
        found.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparingLong(ConsumerRecord::offset)
                .reversed());
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }
}
