package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's change events, bare or with their schema: {@code before}, {@code after} and {@code op}, one of c (create), u
 * (update), r (read for a snapshot), d (delete). The revision is the connector's time of the event, the finest it gives: the
 * database's own is in whole seconds for some, and two updates of one second would contradict each other.
 */
final class Debezium {
    private Debezium() {}

    /** The change event in {@code object}, without its schema; null if there is none. */
    static @Nullable ObjectNode envelope(ObjectNode object) {
        ObjectNode bare = withoutSchema(object);
        boolean event = bare.path("op").isTextual() && (bare.has("before") || bare.has("after"));
        return event ? bare : null;
    }

    /** Takes the schema off a value or a key that carries one. */
    static ObjectNode withoutSchema(ObjectNode object) {
        return object.has("schema") && object.size() == 2 && object.get("payload") instanceof ObjectNode payload
                ? payload
                : object;
    }

    /** The record that an event makes of its row. */
    static Decoded read(ObjectNode event, ChangeFeed feed) {
        String op = event.get("op").textValue();
        boolean delete = op.equals("d");
        if (!delete && !op.equals("c") && !op.equals("u") && !op.equals("r")) {
            // What stands there is not told: whoever may list dead letters must not see what is in them.
            return new Decoded.Undecodable(
                    "a change event with another op than c, u, d or r: leave it out at the" + " connector");
        }
        String side = delete ? "before" : "after";
        if (!(event.get(side) instanceof ObjectNode row)) {
            return new Decoded.Undecodable("a change event with op=" + op + " and no " + side
                    + ": must hold the row; for deletes let the table log its old rows (replica identity)");
        }
        ObjectNode record = delete ? feed.erasure(row) : feed.record(row);
        Instant at = time(event);
        if (at != null && !record.hasNonNull("occurredAt")) {
            record.put("occurredAt", at.toString());
        }
        return RecordReader.read(record);
    }

    private static @Nullable Instant time(ObjectNode event) {
        Instant own = finest(event);
        return own != null ? own : finest(event.path("source"));
    }

    private static @Nullable Instant finest(JsonNode at) {
        if (at.path("ts_ns").canConvertToLong()) {
            return instant(at.path("ts_ns").asLong(), TimeUnit.NANOSECONDS);
        }
        if (at.path("ts_us").canConvertToLong()) {
            return instant(at.path("ts_us").asLong(), TimeUnit.MICROSECONDS);
        }
        return at.path("ts_ms").canConvertToLong() ? instant(at.path("ts_ms").asLong(), TimeUnit.MILLISECONDS) : null;
    }

    private static Instant instant(long since1970, TimeUnit unit) {
        long perSecond = unit.convert(1, TimeUnit.SECONDS);
        return Instant.ofEpochSecond(
                Math.floorDiv(since1970, perSecond), unit.toNanos(Math.floorMod(since1970, perSecond)));
    }
}
