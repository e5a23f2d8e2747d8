package dev.alluvium.contracts.record;

import java.util.Comparator;

/** Where a record was received: the order of first ingest, and what the outcome of each received record hangs on. */
public record RawPosition(String topic, int partition, long offset) implements Comparable<RawPosition> {
    private static final Comparator<RawPosition> ORDER = Comparator.comparingLong(RawPosition::offset)
            .thenComparingInt(RawPosition::partition)
            .thenComparing(RawPosition::topic);

    /** Offset first, then partition: one total order whatever the order of arrival. */
    @Override
    public int compareTo(RawPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
