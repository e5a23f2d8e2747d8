package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table become records: which column is which field, and what a row is about.
 *
 * @param model of records that name none
 * @param source of records that name none
 * @param fact a template over columns, such as <code>product/{id}</code>; null if a column {@code fact} or the question says it
 * @param fields columns by the record's field; a column that is not named becomes an attribute
 */
public record ChangeFeed(
        @Nullable String model,
        @Nullable String source,
        @Nullable String fact,
        Map<String, String> fields) {
    /** Columns are fields already. */
    public static final ChangeFeed PLAIN = new ChangeFeed(null, null, null, Map.of());

    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");

    public ChangeFeed {
        fields = Map.copyOf(fields);
    }

    /** A row as a record. */
    ObjectNode record(ObjectNode row) {
        ObjectNode record = row.objectNode();
        ObjectNode rest = row.deepCopy();
        fields.forEach((field, column) -> {
            if (row.hasNonNull(column)) {
                record.set(field, row.get(column));
            }
            rest.remove(column);
        });
        if (fields.isEmpty()) {
            record.setAll(rest);
        } else if (!rest.isEmpty()) {
            record.set("attributes", rest);
        }
        String named = factOf(row);
        if (named != null) {
            record.put("fact", named);
        }
        fillIn(record);
        return record;
    }

    /** The erasure of what a row is about: its fact, or else the question that implies it. */
    ObjectNode erasure(ObjectNode row) {
        ObjectNode whole = record(row);
        ObjectNode delete = row.objectNode().put("kind", "delete");
        for (String field : new String[] {"fact", "instruction", "input", "model", "source"}) {
            if (whole.hasNonNull(field)) {
                delete.set(field, whole.get(field));
            }
        }
        return delete;
    }

    /** Names the model and the source of a record that does not. */
    void fillIn(ObjectNode record) {
        if (model != null && !record.hasNonNull("model")) {
            record.put("model", model);
        }
        if (source != null && !record.hasNonNull("source")) {
            record.put("source", source);
        }
    }

    private @Nullable String factOf(ObjectNode row) {
        if (fact == null) {
            return null;
        }
        StringBuilder filled = new StringBuilder();
        Matcher matcher = COLUMN.matcher(fact);
        while (matcher.find()) {
            JsonNode value = row.path(matcher.group(1));
            if (!value.isValueNode() || value.isNull()) {
                return null;
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value.asText()));
        }
        return matcher.appendTail(filled).toString();
    }
}
