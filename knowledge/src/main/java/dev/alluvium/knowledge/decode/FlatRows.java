package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records that are rows, as Debezium's ExtractNewRecordState and other connectors write them: perhaps with their schema, a deleted
 * one marked with {@code __deleted}. And Debezium's messages that hold no row, by name.
 */
final class FlatRows {
    private static final String DELETED = "__deleted";
    private static final String LEAVE_OUT = ": it holds no row; leave its topic out";

    private FlatRows() {}

    /** The record that an object is, unless it is an event. */
    static Decoded read(ObjectNode object, ChangeFeed feed) {
        ObjectNode row = Debezium.withoutSchema(object);
        String named = named(row);
        if (named != null) {
            return new Decoded.Undecodable(named);
        }
        try {
            ObjectNode written = row == object ? row : ConnectValues.written(row, object.path("schema"));
            JsonNode deleted = written.remove(DELETED);
            if (deleted != null && deleted.asText().equals("true")) {
                return RecordReader.read(feed.erasure(written));
            }
            String bytes = Debezium.bytes(ConnectValues.binary(row, object.path("schema")), ChangeFeed.PLAIN);
            if (bytes != null) {
                return new Decoded.Undecodable(bytes);
            }
            String missing = Debezium.unavailable(written, ChangeFeed.PLAIN);
            if (missing != null) {
                return new Decoded.Undecodable(missing);
            }
            feed.fillIn(written);
            return RecordReader.read(written);
        } catch (IllegalArgumentException e) {
            return new Decoded.Undecodable(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String named(ObjectNode object) {
        if (object.path("status").isTextual()
                && Set.of("BEGIN", "END").contains(object.path("status").textValue())
                && object.has("event_count")) {
            return "an event of Debezium's transaction topic" + LEAVE_OUT;
        }
        boolean change = object.has("ddl") && object.has("tableChanges");
        if (change && object.path("source").isObject()) {
            return "a schema change of Debezium" + LEAVE_OUT;
        }
        return object.size() == 1 && object.path("ts_ms").isNumber() ? "a heartbeat of Debezium" + LEAVE_OUT : null;
    }
}
