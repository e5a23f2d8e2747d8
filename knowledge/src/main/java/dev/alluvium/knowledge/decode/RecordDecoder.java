package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to a record: strict UTF-8, or else what {@link TextEncoding} is certain of, strict JSON, at most {@value #MAX_BYTES} bytes. Takes plain JSON,
 * CloudEvents 1.0, structured or binary, Debezium's change events, and tombstones.
 */
public final class RecordDecoder {
    /** 1 MiB: the most that one record may have. */
    public static final int MAX_BYTES = 1 << 20;

    /**
     * Decodes one record; what cannot be read is an outcome, never an exception.
     *
     * @param headers of the message: a CloudEvent in binary mode has its attributes there
     */
    public Decoded decode(byte[] value, Map<String, String> headers) {
        return decode(null, value, headers, ChangeFeed.PLAIN);
    }

    /**
     * Decodes one message of a topic.
     *
     * @param value null for a tombstone, which erases what {@code key} names
     * @param feed how rows become records, if the message is a change event
     */
    public Decoded decode(
            byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers, ChangeFeed feed) {
        if (value == null) {
            return Tombstones.read(key, headers, feed);
        }
        if (value.length == 0) {
            return new Decoded.Undecodable("empty value: must be a JSON object");
        }
        if (value.length > MAX_BYTES) {
            return new Decoded.Undecodable(
                    value.length + " bytes: a record has at most " + MAX_BYTES + "; split it into several");
        }
        String text = text(value);
        if (text == null) {
            return new Decoded.Undecodable(TextEncoding.problem(value));
        }
        return json(text, headers, feed);
    }

    private static Decoded json(String text, Map<String, String> headers, ChangeFeed feed) {
        try {
            JsonNode node = StrictJson.read(text);
            if (node instanceof ObjectNode object) {
                return record(CloudEvents.unwrap(object, headers), feed);
            }
            return new Decoded.Undecodable("a JSON " + StrictJson.nameOf(node) + ": must be a JSON object");
        } catch (JsonProcessingException e) {
            return new Decoded.Undecodable(
                    "not JSON: " + StrictJson.place(e) + "; push one JSON object per message", StrictJson.column(e));
        } catch (IllegalArgumentException e) {
            return new Decoded.Undecodable(String.valueOf(e.getMessage()));
        }
    }

    private static Decoded record(ObjectNode object, ChangeFeed feed) {
        ObjectNode event = Debezium.envelope(object);
        if (event != null) {
            return Debezium.read(event, object.path("schema"), feed);
        }
        String other = UnsupportedFeeds.named(object);
        if (other != null) {
            return new Decoded.Undecodable(other);
        }
        return FlatRows.read(object, feed);
    }

    private static @Nullable String text(byte[] value) {
        String text = TextEncoding.decoded(value);
        return text != null && text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
