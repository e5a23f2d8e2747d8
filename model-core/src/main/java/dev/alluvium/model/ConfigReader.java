package dev.alluvium.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Typed access to {@code config.json}; every refusal names the file and the key. */
record ConfigReader(Path file, JsonNode json) {
    private static final String REMEDY = "use a Llama checkpoint without it";

    void requireArchitecture(String known) {
        JsonNode architectures = json.path("architectures");
        if (!architectures.path(0).asText().equals(known)) {
            throw fault("architectures", architectures, "must be [\"" + known + "\"]", "use a Llama checkpoint");
        }
    }

    void requireAbsent(String key) {
        if (json.hasNonNull(key)) {
            throw fault(key, json.get(key), "is not supported", REMEDY);
        }
    }

    void requireFalse(String key) {
        if (flag(key)) {
            throw fault(key, true, "is not supported", REMEDY);
        }
    }

    void requireText(String key, String value) {
        if (!json.path(key).asText(value).equals(value)) {
            throw fault(key, json.get(key), "must be " + value, REMEDY);
        }
    }

    int integer(String key) {
        if (!json.path(key).isIntegralNumber()) {
            throw fault(key, json.path(key), "must be a whole number", "export the model again");
        }
        return json.get(key).intValue();
    }

    int integer(String key, int absent) {
        return json.hasNonNull(key) ? integer(key) : absent;
    }

    double number(String key, double absent) {
        if (json.hasNonNull(key) && !json.get(key).isNumber()) {
            throw fault(key, json.get(key), "must be a number", "export the model again");
        }
        return json.path(key).asDouble(absent);
    }

    boolean flag(String key) {
        return json.path(key).asBoolean(false);
    }

    List<Integer> integers(String key) {
        JsonNode node = json.path(key);
        return node.isInt()
                ? List.of(node.intValue())
                : StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::intValue)
                        .toList();
    }

    private ModelException fault(String key, Object value, String rule, String remedy) {
        return new ModelException(file + "#" + key, value, rule, remedy);
    }
}
