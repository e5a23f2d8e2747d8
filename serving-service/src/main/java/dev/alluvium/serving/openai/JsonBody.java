package dev.alluvium.serving.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request's JSON object with typed, checked access to its fields; {@code null} counts as absent. */
final class JsonBody {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    private final JsonNode json;

    private JsonBody(JsonNode json) {
        this.json = json;
    }

    /** Parses strictly: valid UTF-8, one JSON object, no key twice. */
    static JsonBody parse(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode json = READER.readTree(text);
            if (json == null || !json.isObject()) {
                throw ApiError.invalid(null, "invalid_json", "the body must be a JSON object")
                        .toException();
            }
            return new JsonBody(json);
        } catch (CharacterCodingException e) {
            throw ApiError.invalid(null, "invalid_utf8", "the body is not valid UTF-8; encode it as UTF-8")
                    .toException();
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw ApiError.invalid(null, "invalid_json", "the body is not valid JSON" + at)
                    .toException();
        }
    }

    /** The field, or null where it is absent. */
    @Nullable JsonNode get(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    String requiredText(String name, String remedy) {
        JsonNode value = get(name);
        if (value == null) {
            throw ApiError.invalid(name, "missing_required_parameter", name + ": is required; " + remedy)
                    .toException();
        }
        return text(name, value);
    }

    Optional<Double> number(String name, double least, double most) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw bad(name, "must be a number from " + least + " to " + most);
        }
        return Optional.of(value.doubleValue());
    }

    Optional<Long> integer(String name, long least, long most) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw bad(name, "must be a whole number from " + least + " to " + most);
        }
        return Optional.of(value.longValue());
    }

    boolean flag(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isBoolean()) {
            throw bad(name, "must be true or false");
        }
        return value != null && value.booleanValue();
    }

    /** Fails if a field asks for what this server does not do; {@code harmless} is the value that asks for nothing. */
    void unsupported(String name, String harmless, String remedy) {
        JsonNode value = get(name);
        if (value == null) {
            return;
        }
        boolean asksForNothing =
                value.isContainerNode() ? value.isEmpty() : value.asText().equals(harmless);
        if (!asksForNothing) {
            throw ApiError.invalid(name, "unsupported_parameter", name + ": is not supported; " + remedy)
                    .toException();
        }
    }

    /** A string without half a surrogate pair, which no tokenizer takes. */
    static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw bad(name, "must be a string");
        }
        String text = value.textValue();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw ApiError.invalid(
                            name, "invalid_text", name + ": holds half of a surrogate pair; escape whole characters")
                    .toException();
        }
        return text;
    }

    static ApiException bad(String name, String rule) {
        return ApiError.invalid(name, "invalid_value", name + ": " + rule).toException();
    }
}
