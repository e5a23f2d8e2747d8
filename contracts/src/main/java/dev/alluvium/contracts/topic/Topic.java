package dev.alluvium.contracts.topic;

import dev.alluvium.contracts.json.Json;
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
        String doc) {
    /** How old records go. */
    public enum Cleanup {
        DELETE,
        COMPACT
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
}
