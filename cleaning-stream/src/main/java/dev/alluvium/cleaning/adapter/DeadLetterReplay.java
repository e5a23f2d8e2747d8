package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.adapter.DeadLetter.Selection;
import dev.alluvium.cleaning.adapter.DeadLetter.State;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.knowledge.decode.RecordDecoder;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Lists dead letters, and sends them to the raw topic again, each once: the records and which letters they were are one
 * Kafka transaction. Their first append time travels along, so that a record that is readable now gets the identity it
 * would have had. Letters of further topics go to the raw topic too, name where they came from, and are read by that
 * topic's rules: in a compacted change feed an old row would stand as the newest.
 */
public final class DeadLetterReplay {
    private static final String NAME = "dead-letter-replay";
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients kafka;
    private final TopicTail tail;
    private final Set<String> topics;

    /** @param further topics that records are read from besides the raw one, whose letters are replayed too */
    public DeadLetterReplay(KafkaClients kafka, Set<String> further) {
        this.kafka = kafka;
        this.tail = new TopicTail(kafka);
        topics = new HashSet<>(further);
        topics.add(kafka.topic(Topics.RAW_RECORDS));
    }

    /**
     * What a replay did.
     *
     * @param replayed letters that were sent again
     * @param skipped letters that are too large ever to be a record, or came from a topic that is read no longer
     * @param left letters that were not meant and can still be replayed
     */
    public record Result(int replayed, int skipped, int left) {
        Result plus(Result other) {
            return new Result(replayed + other.replayed, skipped + other.skipped, left + other.left);
        }
    }

    /** So many different single letters were replayed that a broker does not keep which. */
    public static final class TooScatteredException extends RuntimeException {
        TooScatteredException() {
            super("too many letters between others were replayed one by one; replay the others too, without a choice");
        }
    }

    /** The newest letters, newest first. */
    public List<DeadLetter> list(Selection selection, int limit) {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(NAME, Map.of())) {
            ReplayLedger ledger = ReplayLedger.committed(consumer, partitions(consumer));
            return tail.newest(topic(), limit, record -> selection.has(letter(record, ledger))).stream()
                    .map(record -> letter(record, ledger))
                    .toList();
        }
    }

    /**
     * Replays what is meant and was not replayed before.
     *
     * @throws TooScatteredException if it cannot be kept which letters were replayed; nothing of the last batch was
     */
    public synchronized Result replay(Selection selection) {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(NAME);
                KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(NAME, Map.of())) {
            Set<TopicPartition> partitions = partitions(consumer);
            ReplayLedger ledger = ReplayLedger.committed(consumer, partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            consumer.assign(partitions);
            starts.forEach((partition, start) -> consumer.seek(partition, Math.max(start, ledger.from(partition))));
            Map<TopicPartition, Long> read = new HashMap<>(starts);
            Result result = new Result(0, 0, 0);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                result = result.plus(batch(producer, consumer, new Reading(selection, ledger, read)));
            }
            return result;
        }
    }

    /** What a replay has come to; {@code read} is where the last letter of each partition ended. */
    private record Reading(Selection selection, ReplayLedger ledger, Map<TopicPartition, Long> read) {}

    private Result batch(
            KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer, Reading reading) {
        Result result = new Result(0, 0, 0);
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
            result = result.plus(one(letter, reading, again -> {
                var unused = producer.send(again); // the commit fails if this does
            }));
        }
        if (!reading.ledger().fits()) {
            producer.abortTransaction();
            throw new TooScatteredException();
        }
        producer.sendOffsetsToTransaction(reading.ledger().offsets(), consumer.groupMetadata());
        producer.commitTransaction();
        return result;
    }

    private Result one(
            ConsumerRecord<byte[], byte[]> letter, Reading reading, Consumer<ProducerRecord<byte[], byte[]>> send) {
        TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
        long before = reading.read().getOrDefault(partition, 0L);
        reading.read().put(partition, letter.offset() + 1);
        if (reading.ledger().contains(partition, letter.offset())) {
            return new Result(0, 0, 0);
        }
        if (!reading.selection().has(letter(letter, reading.ledger()))) {
            return new Result(0, 0, 1);
        }
        // Offsets between two letters are markers of transactions.
        reading.ledger().add(partition, before, letter.offset() + 1);
        if (!isRecord(letter)) {
            return new Result(0, 1, 0);
        }
        send.accept(again(letter));
        return new Result(1, 0, 0);
    }

    private DeadLetter letter(ConsumerRecord<byte[], byte[]> record, ReplayLedger ledger) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        State state = ledger.contains(partition, record.offset()) ? State.REPLAYED : State.WAITING;
        return DeadLetter.of(record, isRecord(record) ? state : State.NEVER);
    }

    private String topic() {
        return kafka.topic(Topics.DEAD_LETTERS);
    }

    private Set<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
    }

    private boolean isRecord(ConsumerRecord<byte[], byte[]> letter) {
        String topic = CleaningHeaders.text(letter.headers(), CleaningHeaders.ERROR_PREFIX + "topic");
        boolean fits = letter.value() != null && letter.value().length <= RecordDecoder.MAX_BYTES;
        return fits && topics.contains(topic);
    }

    private ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> letter) {
        RecordHeaders headers = new RecordHeaders(letter.headers());
        String prefix = CleaningHeaders.ERROR_PREFIX;
        CleaningHeaders.set(
                headers,
                CleaningHeaders.REPLAY_OF,
                CleaningHeaders.text(headers, prefix + "topic") + "-"
                        + CleaningHeaders.text(headers, prefix + "partition") + "@"
                        + CleaningHeaders.text(headers, prefix + "offset"));
        for (String name : List.of("exception", "message", "stacktrace", "topic", "partition", "offset")) {
            headers.remove(prefix + name);
        }
        return new ProducerRecord<>(kafka.topic(Topics.RAW_RECORDS), null, null, letter.key(), letter.value(), headers);
    }
}
