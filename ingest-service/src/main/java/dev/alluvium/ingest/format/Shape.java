package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data sets' ways to spell a record, each recognised by its fields. */
enum Shape {
    /** Alluvium's own, which is Alpaca's with more fields. */
    RECORD {
        @Override
        boolean fits(ObjectNode object) {
            return false;
        }

        @Override
        void apply(ObjectNode object) {
            throw new IllegalStateException("a record stays as it is");
        }
    },
    /** Alpaca with the whole prompt beside its parts, as some data sets carry it: the parts are the record. */
    ALPACA {
        @Override
        boolean fits(ObjectNode object) {
            return object.hasNonNull("instruction") && object.hasNonNull("output") && object.has("text");
        }

        @Override
        void apply(ObjectNode object) {
            object.remove("text");
        }
    },
    /** {@code {"conversations":[{"from":"human","value":"…"},{"from":"gpt","value":"…"}]}}. */
    SHAREGPT {
        @Override
        boolean fits(ObjectNode object) {
            return object.get("conversations") instanceof ArrayNode && !object.has("messages");
        }

        @Override
        void apply(ObjectNode object) {
            ArrayNode messages = object.arrayNode();
            JsonNode system = object.remove("system");
            if (system != null && system.isTextual() && !system.textValue().isBlank()) {
                messages.addObject().put("role", "system").set("content", system);
            }
            for (JsonNode turn : object.remove("conversations")) {
                String from = turn.path("from").asText(turn.path("role").asText(""));
                JsonNode value = turn.has("value") ? turn.get("value") : turn.get("content");
                ObjectNode message = messages.addObject().put("role", SPEAKERS.getOrDefault(from, from));
                message.set("content", value);
                turn.properties().stream()
                        .filter(entry -> !TURN.contains(entry.getKey()))
                        .forEach(entry -> message.set(entry.getKey(), entry.getValue()));
            }
            ToolTurns.write(messages);
            object.set("messages", messages);
        }
    },
    /** Alpaca with turns before the question, or with what the system says: context, as LlamaFactory has them. */
    HISTORY {
        @Override
        boolean fits(ObjectNode object) {
            return object.hasNonNull("instruction")
                    && object.hasNonNull("output")
                    && !object.has("messages")
                    && !object.has("wordings")
                    && (Histories.isOne(object.get("history")) || Histories.isSystem(object.get("system")));
        }

        @Override
        void apply(ObjectNode object) {
            Histories.apply(object);
        }
    },
    /** OpenAI's messages whose content is a list of parts, or whose roles are newer than {@code system}. */
    OPENAI {
        @Override
        boolean fits(ObjectNode object) {
            for (JsonNode message : object.path("messages")) {
                if (message.path("content").isArray()
                        || message.path("role").asText().equals("developer")
                        || ToolTurns.isOne(message)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        void apply(ObjectNode object) {
            for (JsonNode each : object.path("messages")) {
                if (each instanceof ObjectNode message) {
                    String text = textOf(message.path("content"));
                    if (text != null) {
                        message.put("content", text);
                    }
                    if (message.path("role").asText().equals("developer")) {
                        message.put("role", "system");
                    }
                }
            }
            ToolTurns.write(object.path("messages"));
        }
    },
    /** A question, its answer, and what it is about, under other names: SQuAD's, Dolly's, a table of questions. */
    PAIR {
        @Override
        boolean fits(ObjectNode object) {
            return !object.has("output") && pair(object) != null;
        }

        @Override
        void apply(ObjectNode object) {
            List<String> names = pair(object);
            if (names != null) {
                object.set("instruction", object.remove(names.get(0)));
                object.set("output", object.remove(names.get(1)));
                if (object.has("context") && !object.has("input")) {
                    object.set("input", object.remove("context"));
                }
                if (names.contains("completion")
                        && object.path("label").asText().equals("0")) {
                    object.put("label", false);
                }
                if (HISTORY.fits(object)) {
                    HISTORY.apply(object);
                }
            }
        }
    };

    private static final Set<String> TURN = Set.of("from", "role", "value", "content");

    private static final Map<String, String> SPEAKERS = Map.of(
            "human", "user",
            "gpt", "assistant",
            "chatgpt", "assistant",
            "bot", "assistant",
            "model", "assistant");

    static final List<List<String>> PAIRS = List.of(
            List.of("question", "answer"),
            List.of("prompt", "completion"),
            List.of("prompt", "response"),
            List.of("prompt", "chosen"),
            List.of("query", "response"),
            List.of("instruction", "response"),
            List.of("问题", "答案"),
            List.of("问题", "回答"));

    abstract boolean fits(ObjectNode object);

    /** Turns an object that {@link #fits} into a record; what makes no sense is left for the decoder to name. */
    abstract void apply(ObjectNode object);

    /** The shape of an object. */
    static Shape of(ObjectNode object) {
        for (Shape shape : values()) {
            if (shape.fits(object)) {
                return shape;
            }
        }
        return RECORD;
    }

    private static @Nullable List<String> pair(ObjectNode object) {
        return PAIRS.stream()
                .filter(names -> names.stream().allMatch(object::hasNonNull))
                .filter(names -> names.get(0).equals("instruction") || !object.has("instruction"))
                .findFirst()
                .orElse(null);
    }

    /** The text of content parts; null where a part is no text, such as an image. */
    private static @Nullable String textOf(JsonNode content) {
        if (!content.isArray()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text")) {
                return null;
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText());
        }
        return text.toString();
    }
}
