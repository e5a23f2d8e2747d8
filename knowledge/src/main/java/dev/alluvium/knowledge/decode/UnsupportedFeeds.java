package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Recognises change events of other programs than Debezium and refuses them by name, so that none is learnt in part.
 */
final class UnsupportedFeeds {
    private static final String REMEDY = ": send Debezium's format, or the row alone as a record";

    private UnsupportedFeeds() {}

    /** What an object is that is such an event; null for any other. */
    static @Nullable String named(ObjectNode object) {
        boolean table =
                object.path("database").isTextual() && object.path("table").isTextual();
        if (table && object.path("type").isTextual() && (object.has("data") || object.has("def"))) {
            return object.has("isDdl") || object.path("data").isArray()
                    ? "this is a Canal event" + REMEDY
                    : "this is a Maxwell event" + REMEDY;
        }
        boolean oracle =
                object.path("op_type").isTextual() && object.path("table").isTextual();
        return oracle && (object.has("before") || object.has("after"))
                ? "this is an event of Oracle GoldenGate" + REMEDY
                : null;
    }
}
