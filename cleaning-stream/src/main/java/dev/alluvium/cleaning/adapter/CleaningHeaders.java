package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.contracts.record.RawPosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Kafka headers that cleaning reads and writes. */
final class CleaningHeaders {
    /** As KIP-1034 names them. */
    static final String ERROR_PREFIX = "__streams.errors.";

    /** When the broker first took a replayed record in, milliseconds since 1970: its revision if it names no time. */
    static final String APPENDED_AT = "alluvium.appended-at";

    /** The position of the record that was replayed. */
    static final String REPLAY_OF = "alluvium.replay-of";

    private static final Pattern POSITION = Pattern.compile("(.{1,249})-[0-9]{1,10}@[0-9]{1,19}");

    private CleaningHeaders() {}

    static Map<String, String> asText(org.apache.kafka.common.header.Headers headers) {
        Map<String, String> text = new HashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                text.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return text;
    }

    /** Those of a dead letter: as received, and what went wrong where. */
    static RecordHeaders deadLetter(
            org.apache.kafka.common.header.Headers received,
            RawPosition position,
            Instant appendedAt,
            Cleaned.Cause cause,
            String problem) {
        RecordHeaders headers = new RecordHeaders(received);
        set(headers, ERROR_PREFIX + "exception", exception(cause));
        set(headers, ERROR_PREFIX + "message", problem);
        set(headers, ERROR_PREFIX + "stacktrace", "");
        set(headers, ERROR_PREFIX + "topic", position.topic());
        set(headers, ERROR_PREFIX + "partition", Integer.toString(position.partition()));
        set(headers, ERROR_PREFIX + "offset", Long.toString(position.offset()));
        set(headers, APPENDED_AT, Long.toString(appendedAt.toEpochMilli()));
        return headers;
    }

    private static String exception(Cleaned.Cause cause) {
        return "dev.alluvium.cleaning."
                + switch (cause) {
                    case UNDECODABLE -> "Undecodable";
                    case FAULT -> "Fault";
                    case TOO_MUCH_WORK -> "TooMuchWork";
                };
    }

    /** The topic in a position that was written as {@link #REPLAY_OF}; empty if there is none. */
    static String topicOf(@Nullable String position) {
        Matcher matcher = POSITION.matcher(position == null ? "" : position);
        return matcher.matches() ? matcher.group(1) : "";
    }

    static void set(RecordHeaders headers, String key, String value) {
        headers.remove(key);
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String text(org.apache.kafka.common.header.Headers headers, String key) {
        Header header = headers.lastHeader(key);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
