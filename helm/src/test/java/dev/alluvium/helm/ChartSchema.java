package dev.alluvium.helm;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.settings.AlluviumConfig;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Completes the chart's schema: {@code config} has the keys of the services' configuration records, a wrong key is answered with
 * those that exist, and null stands for nothing everywhere, as Helm's users expect.
 */
final class ChartSchema {
    private static final String PROPERTIES = "properties";
    private static final String TYPE = "type";
    /** What connects the services to the rest is the chart's own. */
    private static final Set<String> CHARTS_OWN = Set.of("http", "kafka", "object-store", "trust");

    private ChartSchema() {}

    static ObjectNode completed(JsonNode schema) {
        ObjectNode completed = schema.deepCopy();
        ObjectNode config = (ObjectNode) completed.at("/properties/config");
        record(config, AlluviumConfig.class);
        CHARTS_OWN.forEach(key -> ((ObjectNode) config.path(PROPERTIES)).set(key, json().objectNode()));
        finish(completed, true);
        return completed;
    }

    /** Adds the keys of a record that the schema lacks, and takes away those that the record lacks. */
    private static void record(ObjectNode schema, Class<?> type) {
        ObjectNode properties = schema.withObjectProperty(PROPERTIES);
        Set<String> keys = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String key = key(component);
            keys.add(key);
            JsonNode known = properties.path(key);
            if (known.isMissingNode()) {
                properties.set(key, schemaOf(component.getGenericType()));
            } else if (known.has(PROPERTIES)
                    || known.path("additionalProperties").isObject()) {
                refine((ObjectNode) known, component.getGenericType());
            }
        }
        properties.retain(keys);
        schema.put("additionalProperties", false);
    }

    private static void refine(ObjectNode known, Type type) {
        if (type instanceof Class<?> raw && raw.isRecord()) {
            record(known, raw);
        } else if (type instanceof ParameterizedType map
                && known.path("additionalProperties").isObject()) {
            refine((ObjectNode) known.path("additionalProperties"), map.getActualTypeArguments()[1]);
        }
    }

    private static ObjectNode schemaOf(Type type) {
        ObjectNode schema = json().objectNode();
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return anything(schema);
        } else if (type instanceof ParameterizedType generic) {
            schema.put(TYPE, "object");
            schema.set("additionalProperties", schemaOf(generic.getActualTypeArguments()[1]));
        } else if (type instanceof Class<?> raw && raw.isRecord()) {
            // A whole part may be a word: off, auto.
            schema.putArray(TYPE).add("object").add("string").add("boolean");
            record(schema, raw);
        } else {
            // Whatever a scalar is written as, 200k or 5m or ${NAME}, is judged by the service itself.
            schema.putArray(TYPE).add("string").add("number").add("boolean");
        }
        return schema;
    }

    private static ObjectNode anything(ObjectNode schema) {
        schema.putArray(TYPE)
                .add("array")
                .add("string")
                .add("number")
                .add("boolean")
                .add("object");
        return schema;
    }

    private static void finish(JsonNode node, boolean root) {
        if (node instanceof ObjectNode schema) {
            if (!root && !schema.has("$ref")) {
                nullable(schema);
            }
            if (schema.path("additionalProperties").isBoolean()
                    && !schema.path("additionalProperties").asBoolean()
                    && schema.has(PROPERTIES)) {
                ArrayNode names = json().arrayNode();
                schema.path(PROPERTIES).fieldNames().forEachRemaining(names::add);
                schema.set("propertyNames", json().objectNode().set("enum", names));
                schema.remove("additionalProperties");
            }
        }
        for (String key : List.of(PROPERTIES, "definitions")) {
            node.path(key).forEach(child -> finish(child, false));
        }
        for (String key : List.of("items", "additionalProperties")) {
            if (node.path(key).isObject()) {
                finish(node.path(key), false);
            }
        }
        for (String key : List.of("anyOf", "oneOf")) {
            node.path(key).forEach(child -> finish(child, false));
        }
    }

    private static void nullable(ObjectNode schema) {
        JsonNode type = schema.path(TYPE);
        ArrayNode types = json().arrayNode();
        if (type.isTextual()) {
            types.add(type.asText());
        } else {
            type.forEach(types::add);
        }
        if (!types.isEmpty() && !contains(types, "null")) {
            schema.set(TYPE, types.add("null"));
        }
        if (schema.path("enum") instanceof ArrayNode values && !contains(values, "null")) {
            values.addNull();
        }
    }

    private static boolean contains(ArrayNode values, String text) {
        for (JsonNode value : values) {
            if (value.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static String key(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null && !named.value().isEmpty()
                ? named.value()
                : component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static JsonNodeFactory json() {
        return JsonNodeFactory.instance;
    }
}
