package dev.alluvium.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Typed access to {@code config.json} by keys such as {@code a.b}; every refusal names the file and the key. */
record ConfigReader(Path file, JsonNode json) {
    private static final String REMEDY = "export the model again or correct the key";

    /** The first of {@code architectures}; empty where there is none. */
    String architecture() {
        return json.path("architectures").path(0).asText();
    }

    /** Whether the key is there and not null. */
    boolean has(String key) {
        return !node(key).isMissingNode() && !node(key).isNull();
    }

    /** Whether the key is there and null. */
    boolean isNull(String key) {
        return node(key).isNull();
    }

    void requireText(String key, String value) {
        if (has(key) && !text(key).equals(value)) {
            throw fault(key, node(key), "must be " + value, "choose a base with it");
        }
    }

    String text(String key) {
        return node(key).asText();
    }

    List<String> texts(String key) {
        return StreamSupport.stream(node(key).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    int integer(String key) {
        if (!node(key).isInt()) {
            throw fault(key, shown(key), "must be a whole number", REMEDY);
        }
        return node(key).intValue();
    }

    int integer(String key, int absent) {
        return has(key) ? integer(key) : absent;
    }

    double number(String key) {
        if (!node(key).isNumber()) {
            throw fault(key, shown(key), "must be a number", REMEDY);
        }
        return node(key).doubleValue();
    }

    double number(String key, double absent) {
        return has(key) ? number(key) : absent;
    }

    boolean flag(String key) {
        if (has(key) && !node(key).isBoolean()) {
            throw fault(key, node(key), "must be true or false", REMEDY);
        }
        return node(key).asBoolean(false);
    }

    /** One whole number, or a list of them; none where the key is absent. */
    List<Integer> integers(String key) {
        List<JsonNode> nodes = node(key).isArray()
                ? StreamSupport.stream(node(key).spliterator(), false).toList()
                : has(key) ? List.of(node(key)) : List.of();
        if (!nodes.stream().allMatch(JsonNode::isInt)) {
            throw fault(key, node(key), "must be a token id or a list of them", REMEDY);
        }
        return nodes.stream().map(JsonNode::intValue).toList();
    }

    ModelException fault(String key, Object value, String rule, String remedy) {
        return new ModelException(path(key), value, rule, remedy);
    }

    String path(String key) {
        return file + "#" + key;
    }

    private Object shown(String key) {
        return node(key).isMissingNode() ? "absent" : node(key);
    }

    private JsonNode node(String key) {
        JsonNode at = json;
        for (String part : key.split("\\.")) {
            at = at.path(part);
        }
        return at;
    }
}
