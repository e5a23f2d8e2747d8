package dev.alluvium.contracts.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.json.RequiredFields;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.Unknown;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads a change; one of a type or a form that this build does not know becomes {@link Unknown} and is kept as it is. */
final class ChangeReader extends JsonDeserializer<Change> {
    private static final Map<Class<?>, String> TYPES = Arrays.stream(
                    Change.class.getAnnotation(JsonSubTypes.class).value())
            .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    /** Whether this build has a record for it. */
    static boolean knows(String type) {
        return TYPES.containsValue(type);
    }

    /** How the type of a change is written. */
    static String name(Class<?> change) {
        return Objects.requireNonNull(TYPES.get(change), () -> change + " is no change of the log");
    }

    @Override
    public Change deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode content = parser.readValueAsTree();
        if (!(content instanceof ObjectNode object) || !object.path("type").isTextual()) {
            return context.reportInputMismatch(Change.class, "a change is an object with a type");
        }
        Unknown unknown = new Unknown(object.path("type").textValue(), object);
        return knows(unknown.type()) ? known(unknown) : unknown;
    }

    @Override
    public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer type)
            throws IOException {
        return deserialize(parser, context);
    }

    private static Change known(Unknown otherwise) {
        try {
            Change change = Json.mapper().treeToValue(otherwise.content(), Change.class);
            return RequiredFields.missing(change).isEmpty() ? change : otherwise;
        } catch (JsonProcessingException e) {
            return otherwise;
        }
    }
}
