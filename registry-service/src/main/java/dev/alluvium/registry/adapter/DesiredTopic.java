package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.CorruptRecords;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.MessagePass;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.SignedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the registry reads of the desired states that it writes itself: what it said last, and whether anybody else wrote since.
 *
 * <p>The topic is compacted, so that what another writes under a model's key, if only a repeated message of the registry's own,
 * would take the place of what is desired.
 */
final class DesiredTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DesiredTopic.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String REPEATED = "the registry did not write it at this place: it was repeated";

    /** Epochs count leaderships; no installation had more, and what claims more was forged before messages were signed. */
    private static final long LAST_EPOCH = Integer.MAX_VALUE;

    private static final Comparator<ServingDesired> BY_POSITION =
            Comparator.comparingLong(ServingDesired::epoch).thenComparingLong(ServingDesired::generation);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final MessageReader reader;
    private final MessagePass<ServingDesired> pass;
    private final List<TopicPartition> partitions;
    private final Map<String, ServingDesired> newest = new HashMap<>();
    private final Set<String> covered = new HashSet<>();
    private final Map<TopicPartition, Set<Long>> own = new HashMap<>();
    private long epochs;

    DesiredTopic(KafkaClients kafka, MessageReader reader) {
        this.reader = reader;
        this.pass = reader.pass(Topics.SERVING_DESIRED);
        this.consumer = kafka.consumer(null, Map.of());
        this.partitions = TopicSnapshot.partitions(kafka, consumer, Topics.SERVING_DESIRED);
    }

    /** Reads the topic to its end. */
    void catchUp() {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            CorruptRecords.pollAround(consumer, POLL, DesiredTopic::leftOut).forEach(this::take);
        }
    }

    /** The newest signed state of each model. */
    Map<String, ServingDesired> newest() {
        return Map.copyOf(newest);
    }

    /** The highest epoch so far. */
    long lastEpoch() {
        return epochs;
    }

    /** Models whose newest signed state is not the last message under their key. */
    Set<String> covered() {
        return Set.copyOf(covered);
    }

    /** Notes a message that the registry just wrote. */
    void wrote(RecordMetadata written) {
        own.computeIfAbsent(new TopicPartition(written.topic(), written.partition()), at -> new HashSet<>())
                .add(written.offset());
    }

    /** Keys under which somebody else wrote since it was asked last; to be asked by the thread that writes. */
    Set<String> overwritten() {
        Set<String> keys = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record :
                CorruptRecords.pollAround(consumer, Duration.ZERO, DesiredTopic::leftOut)) {
            if (!isOwn(record)) {
                if (pass.read(record).isPresent()) {
                    reader.leaveOut(Topics.SERVING_DESIRED, record.partition(), record.offset(), REPEATED);
                }
                if (record.key() != null) {
                    keys.add(new String(record.key(), StandardCharsets.UTF_8));
                }
            }
        }
        return keys;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** An offset is forgotten once it was seen: the topic is read once. */
    private boolean isOwn(ConsumerRecord<byte[], byte[]> record) {
        return own.getOrDefault(new TopicPartition(record.topic(), record.partition()), new HashSet<>())
                .remove(record.offset());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            pass.read(record);
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        ServingDesired desired =
                pass.read(record).map(ReadResult.Message::value).orElse(null);
        if (desired == null) {
            covered.add(key);
            countUnsigned(record);
            return;
        }
        ServingDesired before = newest.get(key);
        if (before == null || BY_POSITION.compare(before, desired) < 0) {
            newest.put(key, desired);
            covered.remove(key);
        } else {
            covered.add(key);
        }
        epochs = Math.max(epochs, desired.epoch());
    }

    /** Replicas of the version before believe what is not signed: what they are told now must be newer to them, too. */
    private void countUnsigned(ConsumerRecord<byte[], byte[]> record) {
        if (SignedRecord.attestation(record).isEmpty()
                && record.value() != null
                && Topics.SERVING_DESIRED.read(record.key(), record.value())
                        instanceof ReadResult.Message<ServingDesired> it
                && it.value() != null
                && it.value().epoch() < LAST_EPOCH) {
            epochs = Math.max(epochs, it.value().epoch());
        }
    }

    private static void leftOut(CorruptRecords damage) {
        LOG.warn("{}; what was there is left out", damage.explain());
    }
}
