package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in both Kafka bindings: the record is {@code data}; the event's time and source stand in where the
 * record names none.
 */
final class CloudEvents {
    private CloudEvents() {}

    /** The record inside {@code object}, which is {@code object} itself unless it is a CloudEvent. */
    static ObjectNode unwrap(ObjectNode object, Map<String, String> headers) {
        if (headers.containsKey("ce_specversion")) {
            return filled(object, headers.get("ce_time"), headers.get("ce_source"));
        }
        if (object.has("specversion") && object.has("type") && object.get("data") instanceof ObjectNode data) {
            return filled(data, text(object, "time"), text(object, "source"));
        }
        return object;
    }

    private static ObjectNode filled(ObjectNode data, @Nullable String time, @Nullable String source) {
        ObjectNode record = data.deepCopy();
        if (time != null && !record.hasNonNull("occurredAt")) {
            record.put("occurredAt", time);
        }
        if (source != null && !record.hasNonNull("source")) {
            record.put("source", source);
        }
        return record;
    }

    private static @Nullable String text(ObjectNode object, String name) {
        return object.hasNonNull(name) ? object.get(name).asText() : null;
    }
}
