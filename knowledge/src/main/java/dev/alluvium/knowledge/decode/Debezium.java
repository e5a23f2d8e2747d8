package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's change events, bare or with their schema: {@code before}, {@code after} and {@code op}, one of c (create), u
 * (update), r (read for a snapshot), d (delete). The revision is the connector's time of the event, the finest it gives: the
 * database's own is in whole seconds for some, and two updates of one second would contradict each other.
 */
final class Debezium {
    /** What stands in the place of a large column that an update did not touch; the connector may be told another. */
    private static final String UNAVAILABLE = "__debezium_unavailable_value";

    /** The same in a column of bytes. */
    private static final String UNAVAILABLE_BYTES =
            Base64.getEncoder().encodeToString(UNAVAILABLE.getBytes(StandardCharsets.UTF_8));

    /** A map of nothing but the value, with room for blanks. */
    private static final int LONGEST_MAP = 100;

    private static final Map<String, String> NAMED = Map.of(
            "t",
            "a truncate event (op=t): push a delete for each fact, or let the connector skip it"
                    + " (skipped.operations)",
            "m",
            "a message event (op=m): it holds no row; leave it out at the connector");

    private Debezium() {}

    /** The change event in {@code object}, without its schema; null if there is none. */
    static @Nullable ObjectNode envelope(ObjectNode object) {
        ObjectNode bare = withoutSchema(object);
        String op = bare.path("op").asText();
        boolean row = bare.has("before") || bare.has("after");
        boolean event = bare.path("op").isTextual() && (row || NAMED.containsKey(op) && bare.has("source"));
        return event ? bare : null;
    }

    /** Takes the schema off a value or a key that carries one. */
    static ObjectNode withoutSchema(ObjectNode object) {
        return object.has("schema") && object.size() == 2 && object.get("payload") instanceof ObjectNode payload
                ? payload
                : object;
    }

    /** The record that an event makes of its row. */
    static Decoded read(ObjectNode event, JsonNode schema, ChangeFeed feed) {
        String op = event.get("op").textValue();
        String named = NAMED.get(op);
        if (named != null && event.has("source")) {
            return new Decoded.Undecodable(named);
        }
        boolean delete = op.equals("d");
        if (!delete && !op.equals("c") && !op.equals("u") && !op.equals("r")) {
            // What stands there is not told: whoever may list dead letters must not see what is in them.
            return new Decoded.Undecodable(
                    "a change event with another op than c, u, d or r: leave it out at the" + " connector");
        }
        String side = delete ? "before" : "after";
        if (event.path(side).isTextual()) {
            return MongoRows.read(event.path(side).textValue(), row -> read(event, delete, row, feed));
        }
        if (!event.hasNonNull(side) && (event.has("patch") || event.has("updateDescription"))) {
            return new Decoded.Undecodable("a change event of MongoDB with what changed and no " + side
                    + ": let the connector send whole documents (capture.mode=change_streams_update_full)");
        }
        if (!(event.get(side) instanceof ObjectNode row)) {
            return new Decoded.Undecodable("a change event with op=" + op + " and no " + side
                    + ": must hold the row; for deletes let the table log its old rows (replica identity)");
        }
        String bytes = delete ? null : bytes(ConnectValues.binary(row, schema, side), feed);
        if (bytes != null) {
            return new Decoded.Undecodable(bytes);
        }
        try {
            return read(event, delete, ConnectValues.written(row, schema, side), feed);
        } catch (IllegalArgumentException e) {
            return new Decoded.Undecodable(String.valueOf(e.getMessage()));
        }
    }

    private static Decoded read(ObjectNode event, boolean delete, ObjectNode row, ChangeFeed feed) {
        String missing = delete ? null : unavailable(row, feed);
        if (missing != null) {
            return new Decoded.Undecodable(missing);
        }
        ObjectNode record = delete ? feed.erasure(row) : feed.record(row);
        Instant at = time(event);
        if (at != null && !record.hasNonNull("occurredAt")) {
            record.put("occurredAt", at.toString());
        }
        return RecordReader.read(record);
    }

    /** What is said of a column without its value that the record would say; others are left out, as nobody knows them. */
    static @Nullable String unavailable(ObjectNode row, ChangeFeed feed) {
        List<String> names = new ArrayList<>();
        row.properties().stream()
                .filter(column -> holdsUnavailable(column.getValue()))
                .forEach(column -> names.add(column.getKey()));
        for (String name : names) {
            boolean identity = feed.fact() != null && feed.fact().contains("{" + name + "}");
            if (isSaid(name, feed) || identity) {
                return "a change event whose column " + name + " is unavailable (" + UNAVAILABLE
                        + "): let the table log whole rows (replica identity full), or reselect the column";
            }
            row.remove(name);
        }
        return null;
    }

    /** Whether a column becomes a field of the record, and not an attribute. */
    private static boolean isSaid(String name, ChangeFeed feed) {
        return feed.fields().isEmpty()
                ? FieldNames.KNOWN.contains(name)
                : feed.fields().containsValue(name);
    }

    /** What is said of a column of bytes that the record would say: their base64 is no text to learn. */
    static @Nullable String bytes(List<String> columns, ChangeFeed feed) {
        return columns.stream()
                .filter(name -> isSaid(name, feed))
                .findFirst()
                .map(name -> "a change event whose column " + name + " holds bytes: let the table or the connector"
                        + " give its text, or map another column")
                .orElse(null);
    }

    private static boolean holdsUnavailable(JsonNode value) {
        if (value.isArray()) {
            return value.size() > 0 && holdsUnavailable(value.get(0));
        }
        return value.isObject() ? value.has(UNAVAILABLE) : value.isTextual() && isUnavailable(value.textValue());
    }

    /** The value itself, or a map of it alone, as hstore and JSON columns have it. */
    private static boolean isUnavailable(String value) {
        if (value.equals(UNAVAILABLE) || value.equals(UNAVAILABLE_BYTES)) {
            return true;
        }
        return value.length() < LONGEST_MAP
                && value.startsWith("{")
                && value.contains(UNAVAILABLE)
                && value.replace(UNAVAILABLE, "").chars().noneMatch(Character::isLetterOrDigit);
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
