package dev.alluvium.cleaning.adapter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is listed; its bytes are not, for they are unredacted.
 *
 * @param id by which a replay may name it: its partition and offset, {@code 0-17}
 * @param problem why it could not be read
 * @param topic where it was received
 */
public record DeadLetter(
        String id,
        @Nullable String problem,
        @Nullable String topic,
        @Nullable String partition,
        @Nullable String offset,
        int bytes,
        Instant at,
        State state) {

    /** What a replay has done with it, or will. */
    public enum State {
        /** The next replay offers it again. */
        WAITING,
        /** It was offered again. */
        REPLAYED,
        /** No replay does: it is too large ever to be a record, or came from another topic. */
        NEVER;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record, State state) {
        return new DeadLetter(
                record.partition() + "-" + record.offset(),
                CleaningHeaders.text(record.headers(), CleaningHeaders.ERROR_PREFIX + "message"),
                CleaningHeaders.text(record.headers(), CleaningHeaders.ERROR_PREFIX + "topic"),
                CleaningHeaders.text(record.headers(), CleaningHeaders.ERROR_PREFIX + "partition"),
                CleaningHeaders.text(record.headers(), CleaningHeaders.ERROR_PREFIX + "offset"),
                record.value() == null ? 0 : record.value().length,
                Instant.ofEpochMilli(record.timestamp()),
                state);
    }

    /**
     * Which letters are meant.
     *
     * @param ids of letters; empty for any
     * @param problem words of what is wrong with them, in any case; null for any
     * @param topic where they were received; null for any
     */
    public record Selection(
            Set<String> ids,
            @Nullable String problem,
            @Nullable String topic) {
        /** Every letter. */
        public static final Selection ALL = new Selection(Set.of(), null, null);

        public Selection {
            ids = Set.copyOf(ids);
        }

        boolean has(DeadLetter letter) {
            return (ids.isEmpty() || ids.contains(letter.id()))
                    && (topic == null || topic.equals(letter.topic()))
                    && (problem == null
                            || lower(Objects.requireNonNullElse(letter.problem(), ""))
                                    .contains(lower(problem)));
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
