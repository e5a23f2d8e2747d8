package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The values of Kafka Connect's logical types as people write them: a decimal is bytes and a scale, a date is days since
 * 1970, and only the schema beside them says so. Without a schema they stay what they are.
 */
final class ConnectValues {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";

    private ConnectValues() {}

    /**
     * The row with its logical values written out.
     *
     * @param schema of the whole event, or missing
     * @param side the field of the event that holds the row
     * @throws IllegalArgumentException if a value is not what its schema says, with its field
     */
    static ObjectNode written(ObjectNode row, JsonNode schema, String side) {
        JsonNode columns = field(schema, side);
        return columns == null ? row : written(row, columns);
    }

    /**
     * The same of a row alone.
     *
     * @param columns the row's schema
     */
    static ObjectNode written(ObjectNode row, JsonNode columns) {
        ObjectNode written = row.deepCopy();
        for (JsonNode column : columns.path("fields")) {
            String name = column.path("field").asText();
            JsonNode value = row.get(name);
            if (value != null && !value.isNull() && column.path("name").isTextual()) {
                written.set(name, written(row, name, value, column));
            }
        }
        return written;
    }

    /**
     * The columns of bytes that nothing says how to write: base64 in JSON.
     *
     * @param schema of the whole event, or missing
     * @param side the field of the event that holds the row
     */
    static List<String> binary(ObjectNode row, JsonNode schema, String side) {
        JsonNode columns = field(schema, side);
        return columns == null ? List.of() : binary(row, columns);
    }

    /** The same of a row alone. */
    static List<String> binary(ObjectNode row, JsonNode columns) {
        List<String> names = new ArrayList<>();
        for (JsonNode column : columns.path("fields")) {
            String name = column.path("field").asText();
            boolean bytes = column.path("type").asText().equals("bytes")
                    && !column.path("name").asText().equals(DECIMAL);
            if (bytes && row.path(name).isTextual()) {
                names.add(name);
            }
        }
        return names;
    }

    private static @Nullable JsonNode field(JsonNode schema, String name) {
        for (JsonNode field : schema.path("fields")) {
            if (field.path("field").asText().equals(name)) {
                return field;
            }
        }
        return null;
    }

    private static JsonNode written(ObjectNode row, String name, JsonNode value, JsonNode schema) {
        try {
            String text = text(value, schema);
            return text == null ? value : row.textNode(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "a change event whose field " + name + " is no "
                            + schema.path("name").asText() + ": mend the connector's converter",
                    e);
        }
    }

    private static @Nullable String text(JsonNode value, JsonNode schema) {
        String type = schema.path("name").asText();
        return switch (type) {
            case DECIMAL ->
                value.isTextual()
                        ? decimal(
                                value.textValue(),
                                schema.path("parameters").path("scale").asInt())
                        : null;
            case "io.debezium.data.VariableScaleDecimal" ->
                value.isObject()
                        ? decimal(
                                value.path("value").asText(),
                                value.path("scale").asInt())
                        : null;
            case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" ->
                value.isIntegralNumber()
                        ? LocalDate.ofEpochDay(value.longValue()).toString()
                        : null;
            case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" ->
                value.isIntegralNumber() ? local(value.longValue(), NANOS_PER_MILLI) : null;
            case "io.debezium.time.MicroTimestamp" ->
                value.isIntegralNumber() ? local(value.longValue(), NANOS_PER_MICRO) : null;
            case "io.debezium.time.NanoTimestamp" -> value.isIntegralNumber() ? local(value.longValue(), 1) : null;
            case "io.debezium.time.Time", "org.apache.kafka.connect.data.Time" ->
                value.isIntegralNumber() ? time(value.longValue(), NANOS_PER_MILLI) : null;
            case "io.debezium.time.MicroTime" ->
                value.isIntegralNumber() ? time(value.longValue(), NANOS_PER_MICRO) : null;
            case "io.debezium.time.NanoTime" -> value.isIntegralNumber() ? time(value.longValue(), 1) : null;
            default -> null;
        };
    }

    private static String decimal(String bytes, int scale) {
        return new BigDecimal(new BigInteger(Base64.getDecoder().decode(bytes)), scale).toPlainString();
    }

    /** A time of day; MySQL's go beyond one day and below zero, as spans of time: {@code 838:59:59}. */
    private static String time(long units, long nanos) {
        long perDay = Duration.ofDays(1).toNanos() / nanos;
        if (units >= 0 && units < perDay) {
            return LocalTime.ofNanoOfDay(units * nanos).toString();
        }
        long seconds = Math.abs(units / (NANOS_PER_SECOND / nanos));
        return String.format(
                Locale.ROOT, "%s%02d:%02d:%02d", units < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** A database's time without a zone; Debezium counts it as if it were UTC. */
    private static String local(long since1970, long nanos) {
        long perSecond = NANOS_PER_SECOND / nanos;
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(since1970, perSecond), Math.floorMod(since1970, perSecond) * nanos);
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
