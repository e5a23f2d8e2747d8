package dev.alluvium.cleaning.pipeline;

import dev.alluvium.contracts.record.CollisionSafeMaps;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record exactly as it was received.
 *
 * @param key the message's key, which names what a tombstone erases
 * @param value the bytes; null for a tombstone
 * @param headers Kafka headers as text; a CloudEvent in binary mode has its attributes there
 * @param position where it was received
 * @param appendedAt when the broker took it in: the revision of a record that names no time
 * @param writtenTo the topic whose rules hold for it: its own, or the one from which a replayed record came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never a key
public record RawRecord(
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, String> headers,
        RawPosition position,
        Instant appendedAt,
        String writtenTo) {
    public RawRecord {
        headers = CollisionSafeMaps.copy(headers);
    }

    /** One without a key. */
    public RawRecord(byte[] value, Map<String, String> headers, RawPosition position, Instant appendedAt) {
        this(null, value, headers, position, appendedAt, position.topic());
    }
}
