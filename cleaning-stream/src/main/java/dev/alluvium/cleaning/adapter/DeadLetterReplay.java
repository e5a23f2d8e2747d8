package dev.alluvium.cleaning.adapter;

import dev.alluvium.contracts.record.decode.RecordDecoder;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends dead letters to the raw topic again, each once: the records and how far the replay came are one Kafka transaction.
 * Their first append time travels along, so that a record that is readable now gets the identity it would have had.
 */
public final class DeadLetterReplay {
    private static final String NAME = "dead-letter-replay";
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients kafka;

    public DeadLetterReplay(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /**
     * What a replay did.
     *
     * @param replayed letters that were sent again
     * @param skipped letters that are too large ever to be a record, or came from another topic
     */
    public record Result(int replayed, int skipped) {
        Result plus(Result other) {
            return new Result(replayed + other.replayed, skipped + other.skipped);
        }
    }

    /** Replays what was not replayed before. */
    public synchronized Result replay() {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(NAME);
                KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(NAME, Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topic(Topics.DEAD_LETTERS)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Result result = new Result(0, 0);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                result = result.plus(batch(producer, consumer));
            }
            return result;
        }
    }

    private Result batch(KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer) {
        Result result = new Result(0, 0);
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
            if (isRecord(letter)) {
                var unused = producer.send(again(letter)); // the commit fails if this does
                result = result.plus(new Result(1, 0));
            } else {
                result = result.plus(new Result(0, 1));
            }
        }
        Map<TopicPartition, OffsetAndMetadata> through = new HashMap<>();
        consumer.assignment()
                .forEach(partition -> through.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        producer.sendOffsetsToTransaction(through, consumer.groupMetadata());
        producer.commitTransaction();
        return result;
    }

    private boolean isRecord(ConsumerRecord<byte[], byte[]> letter) {
        String topic = Headers.text(letter.headers(), Headers.ERROR_PREFIX + "topic");
        boolean fits = letter.value() != null && letter.value().length <= RecordDecoder.MAX_BYTES;
        return fits && kafka.topic(Topics.RAW_RECORDS).equals(topic);
    }

    private ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> letter) {
        RecordHeaders headers = new RecordHeaders(letter.headers());
        String prefix = Headers.ERROR_PREFIX;
        Headers.set(
                headers,
                Headers.REPLAY_OF,
                Headers.text(headers, prefix + "topic") + "-" + Headers.text(headers, prefix + "partition") + "@"
                        + Headers.text(headers, prefix + "offset"));
        for (String name : List.of("exception", "message", "stacktrace", "topic", "partition", "offset")) {
            headers.remove(prefix + name);
        }
        return new ProducerRecord<>(kafka.topic(Topics.RAW_RECORDS), null, null, letter.key(), letter.value(), headers);
    }
}
