package dev.alluvium.cleaning.adapter;

import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the newest records of a topic. */
public final class TopicTail {
    /** How many records of each partition are looked through, at most. */
    static final long LOOKED_THROUGH = 20_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STALLED = Duration.ofSeconds(20);

    private final KafkaClients kafka;

    public TopicTail(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /**
     * The newest {@code limit} records that match, newest first.
     *
     * @throws HttpProblem 503 if Kafka brings nothing for a while before the end: part of an answer would pass for all of it
     */
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
            long lastRead = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
                read.forEach(record -> {
                    if (matches.test(record)) {
                        found.add(record);
                    }
                });
                lastRead = read.isEmpty() ? lastRead : System.nanoTime();
                if (System.nanoTime() - lastRead > STALLED.toNanos()) {
                    throw stalled(topic);
                }
            }
        }
        found.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparingLong(ConsumerRecord::offset)
                .reversed());
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private static HttpProblem stalled(String topic) {
        return new HttpProblem(
                503,
                "Kafka does not answer",
                "reading " + topic + " brought nothing for " + STALLED.toSeconds()
                        + " s before its end; see that Kafka is well, and ask again",
                Map.of(HttpProblem.RETRY_AFTER, 5));
    }
}
