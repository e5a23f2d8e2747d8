package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON that holds records in a form that is not read: pandas' other orientations, a list in an object, tokens. Each is
 * refused by name, with what to do.
 */
final class UnsupportedTables {
    private static final String PANDAS = ": write it with to_json(orient=\"records\", lines=True)";

    private static final int LONGEST_NAME = 40;

    /** Fields of events, which are read elsewhere. */
    private static final Set<String> EVENTS = Set.of("op", "payload", "specversion", "before", "after", "database");

    private UnsupportedTables() {}

    /** What an object is that holds no record of its own; null for any other. */
    static @Nullable String named(ObjectNode object) {
        if (FieldMapping.FIELDS.stream().anyMatch(name -> isSaid(object, name))
                || EVENTS.stream().anyMatch(object::has)) {
            return null;
        }
        if (object.path("data").isArray() && object.path("columns").isArray()) {
            return "a table of pandas with orient=\"split\"" + PANDAS;
        }
        if (object.path("data").isArray()
                && object.path("schema").path("fields").isArray()) {
            return "a table of pandas with orient=\"table\"" + PANDAS;
        }
        if (isByRow(object)) {
            return "a table of pandas with orient=\"columns\" or \"index\"" + PANDAS;
        }
        if (object.path("input_ids").isArray()) {
            return "tokens (input_ids): tokens of another base teach this one nothing; push the text that they came from";
        }
        if (object.path("segments").path(0).path("text").isTextual()) {
            return "axolotl's input_output (segments): its text is written in one model's template; push messages,"
                    + " with weight 0 on answers that are not to be learnt";
        }
        return list(object);
    }

    /** Whether a field holds what a record's field may hold: a table by columns has objects in all. */
    private static boolean isSaid(ObjectNode object, String name) {
        return object.hasNonNull(name) && !isNumbered(object.get(name));
    }

    private static boolean isByRow(ObjectNode object) {
        if (object.isEmpty()) {
            return false;
        }
        boolean columns = true;
        boolean index = true;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            columns &= isNumbered(field.getValue());
            index &= isNumber(field.getKey()) && field.getValue().isObject();
        }
        return columns || index;
    }

    private static boolean isNumbered(JsonNode value) {
        return value.isObject()
                && !value.isEmpty()
                && value.properties().stream().allMatch(row -> isNumber(row.getKey()));
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable String list(ObjectNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isArray() && value.path(0).isObject()) {
                String name = field.getKey();
                boolean plain = name.length() <= LONGEST_NAME
                        && name.chars().allMatch(c -> c == '_' || c < 128 && Character.isLetterOrDigit(c));
                return "no record, but an object around a list: where its " + value.size()
                        + " objects are records, push the list alone"
                        + (plain ? ", such as jq '." + name + "' makes it" : "");
            }
        }
        return null;
    }
}
