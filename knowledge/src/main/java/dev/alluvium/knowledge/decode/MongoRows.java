package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The rows of Debezium's connector for MongoDB: a document as a string of MongoDB Extended JSON, whose typed values
 * ({@code {"$oid": "…"}}) are written as what they say.
 */
final class MongoRows {
    private static final Set<String> TYPED =
            Set.of("$oid", "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal");

    private static final String NO_OBJECT =
            "a change event whose row is a string that is no JSON object: must hold the row as an object, or as MongoDB's"
                    + " connector writes it";

    private MongoRows() {}

    /** The record that {@code reader} makes of a row that is a string. */
    static Decoded read(String document, Function<ObjectNode, Decoded> reader) {
        try {
            return StrictJson.read(document) instanceof ObjectNode row
                    ? reader.apply(plain(row))
                    : new Decoded.Undecodable(NO_OBJECT);
        } catch (JsonProcessingException e) {
            return new Decoded.Undecodable(NO_OBJECT);
        }
    }

    private static ObjectNode plain(ObjectNode row) {
        ObjectNode plain = row.objectNode();
        for (Map.Entry<String, JsonNode> column : row.properties()) {
            plain.set(column.getKey(), plain(column.getValue()));
        }
        return plain;
    }

    private static JsonNode plain(JsonNode value) {
        if (!(value instanceof ObjectNode object) || object.size() != 1) {
            return value;
        }
        Map.Entry<String, JsonNode> only = object.properties().iterator().next();
        JsonNode inner = only.getValue();
        if (TYPED.contains(only.getKey()) && inner.isTextual()) {
            return inner;
        }
        if (only.getKey().equals("$date")) {
            JsonNode millis = inner.path("$numberLong");
            return millis.isMissingNode() ? inner : millis;
        }
        return value;
    }
}
