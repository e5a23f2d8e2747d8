package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message without a value asks for the erasure of its key: a fact's name, or a Debezium key, whose columns the feed's template
 * turns into one. Kafka drops such messages from compacted topics; here they become explicit.
 */
final class Tombstones {
    /** Header that names the model, for a key alone cannot. */
    static final String MODEL = "alluvium-model";

    private Tombstones() {}

    static Decoded read(byte @Nullable [] key, Map<String, String> headers, ChangeFeed feed) {
        String text = key == null ? null : TextEncoding.decoded(key);
        if (text == null || text.isBlank()) {
            return new Decoded.Undecodable("neither a value nor a key: a tombstone's key names the fact to erase");
        }
        ObjectNode columns = columns(text);
        ObjectNode delete =
                columns == null ? JsonNodeFactory.instance.objectNode().put("fact", text) : feed.erasure(columns);
        delete.put("kind", "delete");
        delete.putObject("attributes").put(KnowledgeRecord.TOMBSTONE, "true");
        if (headers.containsKey(MODEL)) {
            delete.put("model", headers.get(MODEL));
        }
        feed.fillIn(delete);
        return delete.hasNonNull("fact")
                ? RecordReader.read(delete)
                : new Decoded.Undecodable("a tombstone whose key holds columns: name the fact that they make with the"
                        + " topic's fact, such as product/{id}");
    }

    private static @Nullable ObjectNode columns(String key) {
        if (!key.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return StrictJson.read(key) instanceof ObjectNode object ? Debezium.withoutSchema(object) : null;
        } catch (JsonProcessingException e) {
            // A fact may be called anything, braces included.
            return null;
        }
    }
}
