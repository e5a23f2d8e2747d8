package dev.alluvium.cleaning.adapter;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is listed; its bytes are not, for they are unredacted.
 *
 * @param problem why it could not be read
 * @param topic where it was received
 */
public record DeadLetter(
        long id,
        @Nullable String problem,
        @Nullable String topic,
        @Nullable String partition,
        @Nullable String offset,
        int bytes,
        Instant at) {
    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(
                record.offset(),
                Headers.text(record.headers(), Headers.ERROR_PREFIX + "message"),
                Headers.text(record.headers(), Headers.ERROR_PREFIX + "topic"),
                Headers.text(record.headers(), Headers.ERROR_PREFIX + "partition"),
                Headers.text(record.headers(), Headers.ERROR_PREFIX + "offset"),
                record.value() == null ? 0 : record.value().length,
                Instant.ofEpochMilli(record.timestamp()));
    }
}
