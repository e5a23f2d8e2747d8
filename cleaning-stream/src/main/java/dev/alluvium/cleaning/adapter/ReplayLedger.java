package dev.alluvium.cleaning.adapter;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What was replayed of each partition of the dead letters, as the replay's consumer group has it. */
final class ReplayLedger {
    private final Map<TopicPartition, ReplayedOffsets> partitions = new HashMap<>();

    private ReplayLedger() {}

    /** As committed by the last replay. */
    static ReplayLedger committed(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> of) {
        ReplayLedger ledger = new ReplayLedger();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(of);
        for (TopicPartition partition : of) {
            OffsetAndMetadata at = committed.get(partition);
            ledger.partitions.put(
                    partition, at == null ? ReplayedOffsets.none() : ReplayedOffsets.parse(at.offset(), at.metadata()));
        }
        return ledger;
    }

    boolean contains(TopicPartition partition, long offset) {
        return of(partition).contains(offset);
    }

    /** Where the first letter may be that was not replayed. */
    long from(TopicPartition partition) {
        return of(partition).from();
    }

    void add(TopicPartition partition, long first, long end) {
        partitions.put(partition, of(partition).with(first, end));
    }

    /** What to commit. */
    Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, replayed) ->
                offsets.put(partition, new OffsetAndMetadata(replayed.from(), replayed.text())));
        return offsets;
    }

    /** Whether a broker keeps it. */
    boolean fits() {
        return partitions.values().stream().allMatch(replayed -> replayed.text().length() <= ReplayedOffsets.MOST_TEXT);
    }

    private ReplayedOffsets of(TopicPartition partition) {
        return partitions.getOrDefault(partition, ReplayedOffsets.none());
    }
}
