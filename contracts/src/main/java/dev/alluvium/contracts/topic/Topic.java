package dev.alluvium.contracts.topic;

import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.json.MissingFieldException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic, described once: creation, access control, charts and documentation all come from here.
 *
 * @param suffix name without the configured prefix
 * @param key what the key is
 * @param type of the value; {@code byte[]} where the bytes are passed on as received
 * @param partitions by default
 * @param retention how long records stay; null for ever
 * @param cleanup delete or compact
 * @param writers principals that may write; services by their names, and roles of others
 * @param readers principals that may read
 * @param doc one sentence
 * @param keys which key fits which value; null if a message may lack one
 */
public record Topic<T>(
        String suffix,
        String key,
        Class<T> type,
        int partitions,
        @Nullable Duration retention,
        Cleanup cleanup,
        List<String> writers,
        List<String> readers,
        Map<String, String> extra,
        String doc,
        @Nullable Keys<T> keys) {
    /** Which key fits which value. */
    public interface Keys<T> {
        /** @param value null where what stood under the key is withdrawn */
        boolean fit(String key, @Nullable T value);
    }

    /** How old records go. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** Whose messages need no key. */
    public Topic(
            String suffix,
            String key,
            Class<T> type,
            int partitions,
            @Nullable Duration retention,
            Cleanup cleanup,
            List<String> writers,
            List<String> readers,
            Map<String, String> extra,
            String doc) {
        this(suffix, key, type, partitions, retention, cleanup, writers, readers, extra, doc, null);
    }

    /** The full name under a prefix such as {@code alluvium.}. */
    public String name(String prefix) {
        return prefix + suffix;
    }

    /** The topic's settings as Kafka takes them. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(extra);
        settings.put("cleanup.policy", cleanup == Cleanup.COMPACT ? "compact" : "delete");
        settings.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
        return settings;
    }

    /** The value's bytes. */
    public byte[] encode(T value) {
        return value instanceof byte[] bytes ? bytes : Json.bytes(value);
    }

    /** The value from its bytes. */
    public T decode(byte[] bytes) {
        return type == byte[].class ? type.cast(bytes) : Json.read(bytes, type);
    }

    /**
     * Reads a message, whoever wrote it.
     *
     * <p>It is one of this topic if its value is JSON of the topic's type in which nothing is missing, under a key that fits
     * it; or, where the topic is compacted, if it withdraws what stood under its key.
     */
    public ReadResult<T> read(byte @Nullable [] key, byte @Nullable [] value) {
        if (keys != null && key == null) {
            return new ReadResult.Foreign<>("it has no key");
        }
        if (value == null && cleanup != Cleanup.COMPACT && type != byte[].class) {
            return new ReadResult.Foreign<>("it has no value");
        }
        ReadResult<T> read = value == null ? new ReadResult.Message<>("", null) : read(value);
        return read instanceof ReadResult.Message<T> message ? under(key, message.value()) : read;
    }

    /** Reads a message's value, without a look at its key. */
    public ReadResult<T> read(byte[] value) {
        if (value.length == 0 && type != byte[].class) {
            return new ReadResult.Foreign<>("it has no value");
        }
        try {
            return new ReadResult.Message<>("", type == byte[].class ? type.cast(value) : Json.readWhole(value, type));
        } catch (UncheckedIOException e) {
            return new ReadResult.Foreign<>(flaw(e.getCause()));
        }
    }

    private String flaw(@Nullable Throwable unreadable) {
        if (unreadable instanceof MissingFieldException lacking) {
            return "its " + type.getSimpleName() + " has no " + lacking.field();
        }
        return unreadable instanceof StreamReadException
                ? "it is no JSON"
                : "it is JSON, but no " + type.getSimpleName();
    }

    private ReadResult<T> under(byte @Nullable [] key, @Nullable T value) {
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return keys == null || keys.fit(name, value)
                ? new ReadResult.Message<>(name, value)
                : new ReadResult.Foreign<>("its key is no " + this.key + ", or not that of its value");
    }
}
