package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in both Kafka bindings: the record is {@code data}; the event's time and source stand in where the
 * record names none.
 */
final class CloudEvents {
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    /** ISO 8601 allows it, RFC 3339 does not; whatever else is no time, the record's reader names. */
    private static final Pattern NO_SECONDS =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})");

    private static final String OTHER_VERSION = "a CloudEvent of another specversion than 1.0: send it as 1.0";

    private static final String NO_RECORD =
            "a CloudEvent whose data is no JSON object: send the record as data, or as JSON in data_base64";

    private CloudEvents() {}

    /**
     * The record inside {@code object}, which is {@code object} itself unless it is a CloudEvent.
     *
     * @throws IllegalArgumentException with attribute, rule and remedy if it is one that the specification does not allow
     */
    static ObjectNode unwrap(ObjectNode object, Map<String, String> headers) {
        boolean structured = object.has("specversion")
                && (object.has("data") || object.has("data_base64"))
                && !object.has("instruction")
                && !object.has("text");
        if (structured) {
            check(name -> object.hasNonNull(name) ? object.get(name) : null);
            return filled(data(object), text(object, "time"), text(object, "source"));
        }
        if (headers.containsKey("ce_specversion")) {
            // What names no id or type was always read here: the message's own key and topic say as much.
            if (!"1.0".equals(headers.get("ce_specversion"))) {
                throw new IllegalArgumentException(OTHER_VERSION);
            }
            for (String name : REQUIRED) {
                if ("".equals(headers.get("ce_" + name))) {
                    throw new IllegalArgumentException(missing(name));
                }
            }
            return filled(object, headers.get("ce_time"), headers.get("ce_source"));
        }
        return object;
    }

    private static void check(Function<String, @Nullable JsonNode> attribute) {
        for (String name : REQUIRED) {
            JsonNode value = attribute.apply(name);
            if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
                throw new IllegalArgumentException(missing(name));
            }
        }
        JsonNode version = attribute.apply("specversion");
        if (version == null || !version.textValue().equals("1.0")) {
            throw new IllegalArgumentException(OTHER_VERSION);
        }
        JsonNode time = attribute.apply("time");
        if (time != null
                && (!time.isTextual() || NO_SECONDS.matcher(time.textValue()).matches())) {
            throw new IllegalArgumentException(
                    "a CloudEvent whose time is not RFC 3339's, such as 2026-11-20T08:00:00Z: seconds and zone"
                            + " included");
        }
    }

    private static String missing(String name) {
        return "a CloudEvent without " + name
                + ": specversion, id, source and type must each be a string that is not empty";
    }

    private static ObjectNode data(ObjectNode event) {
        if (event.has("data") && event.has("data_base64")) {
            throw new IllegalArgumentException("a CloudEvent with data and data_base64: send one of them");
        }
        if (event.get("data") instanceof ObjectNode data) {
            return data;
        }
        try {
            String text = event.has("data_base64")
                    ? TextEncoding.decoded(
                            Base64.getDecoder().decode(event.path("data_base64").asText()))
                    : event.path("data").isTextual() ? event.get("data").textValue() : null;
            if (text != null && StrictJson.read(text) instanceof ObjectNode data) {
                return data;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalArgumentException(NO_RECORD, e);
        }
        throw new IllegalArgumentException(NO_RECORD);
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
