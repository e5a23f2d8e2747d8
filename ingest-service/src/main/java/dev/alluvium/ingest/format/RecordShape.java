package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways in which data sets write a record, each recognised by its fields. */
enum RecordShape {
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
    /** A conversation and, beside it, the answer to learn; see {@link PreferenceRecords}. */
    PREFERENCE {
        @Override
        boolean fits(ObjectNode object) {
            boolean answered = object.path("messages").isArray() && !PreferenceRecords.isOpen(object.path("messages"));
            return !answered && PreferenceRecords.isOne(object);
        }

        @Override
        void apply(ObjectNode object) {
            PreferenceRecords.apply(object);
            ToolTurns.write(object.path("messages"));
        }
    },
    /** {@code {"conversations":[{"from":"human","value":"…"},{"from":"gpt","value":"…"}]}}, and ms-swift's {@code conversation}. */
    SHAREGPT {
        @Override
        boolean fits(ObjectNode object) {
            return turns(object) != null && !object.has("messages");
        }

        @Override
        void apply(ObjectNode object) {
            ArrayNode messages = object.arrayNode();
            JsonNode system = object.remove("system");
            if (system != null && AlpacaHistory.isSystem(system)) {
                messages.addObject().put("role", "system").set("content", system);
            }
            Speakers.append(messages, object.remove(String.valueOf(turns(object))));
            ToolTurns.write(messages);
            object.set("messages", messages);
        }

        private @Nullable String turns(ObjectNode object) {
            return object.get("conversations") instanceof ArrayNode ? "conversations" : Speakers.turns(object);
        }
    },
    /** A text to learn whole, as ms-swift has it: a conversation of one answer alone. */
    TEXT {
        @Override
        boolean fits(ObjectNode object) {
            JsonNode messages = object.path("messages");
            return messages.isArray()
                    && messages.size() == 1
                    && messages.get(0).path("role").asText().equals("assistant")
                    && messages.get(0).path("content").isTextual()
                    && messages.get(0).size() == 2
                    && OTHERWISE.stream().noneMatch(object::has);
        }

        @Override
        void apply(ObjectNode object) {
            object.set("text", object.remove("messages").get(0).get("content"));
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
                    && (AlpacaHistory.isOne(object.get("history"))
                            || AlpacaHistory.isSystem(object.get(AlpacaHistory.system(object))));
        }

        @Override
        void apply(ObjectNode object) {
            AlpacaHistory.apply(object);
        }
    },
    /** OpenAI's messages whose content is a list of parts, or whose speakers have other names. */
    OPENAI {
        @Override
        boolean fits(ObjectNode object) {
            if (isSystemBeside(object)) {
                return true;
            }
            for (JsonNode message : object.path("messages")) {
                if (message.path("content").isArray() || Speakers.isForeign(message) || ToolTurns.isOne(message)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        void apply(ObjectNode object) {
            for (JsonNode each : object.path("messages")) {
                if (each instanceof ObjectNode message) {
                    Speakers.rewrite(message);
                    String text = textOf(message.path("content"));
                    if (text != null) {
                        message.put("content", text);
                    }
                }
            }
            ToolTurns.write(object.path("messages"));
            if (isSystemBeside(object)) {
                ObjectNode system = object.objectNode().put("role", "system");
                system.set("content", object.remove("system"));
                ((ArrayNode) object.path("messages")).insert(0, system);
            }
        }

        /** Whether what the system says stands beside messages that have none, as Anthropic has it. */
        private boolean isSystemBeside(ObjectNode object) {
            JsonNode messages = object.path("messages");
            return messages.isArray()
                    && !messages.isEmpty()
                    && AlpacaHistory.isSystem(object.get("system"))
                    && !Speakers.role(messages.path(0).path("role").asText()).equals("system");
        }
    },
    /** SQuAD as its data set has it: the answer is the first of {@code answers.text}. */
    SQUAD {
        @Override
        boolean fits(ObjectNode object) {
            return object.path("question").isTextual()
                    && object.path("answers").path("text").path(0).isTextual()
                    && !object.has("answer")
                    && !object.has("output")
                    && !object.has("instruction");
        }

        @Override
        void apply(ObjectNode object) {
            object.set("answer", object.path("answers").path("text").path(0));
            PAIR.apply(object);
        }
    },
    /** A question, its answer, and what it is about, under other names: Dolly's, a table of questions. */
    PAIR {
        @Override
        boolean fits(ObjectNode object) {
            return pair(object) != null;
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

    static final List<List<String>> PAIRS = List.of(
            List.of("question", "answer"),
            List.of("prompt", "completion"),
            List.of("prompt", "response"),
            List.of("prompt", "chosen"),
            List.of("instruction", "chosen"),
            List.of("question", "chosen"),
            List.of("query", "chosen"),
            List.of("query", "response"),
            List.of("instruction", "response"),
            List.of("问题", "答案"),
            List.of("问题", "回答"));

    /** Pairs that are one only where nothing else says what the record is. */
    private static final List<List<String>> PLAIN_PAIRS = List.of(
            List.of("question", "response"),
            List.of("problem", "solution"),
            List.of("inputs", "targets"),
            List.of("prompt", "output"),
            List.of("question", "output"),
            List.of("input", "output"));

    /** Fields that say of a record what it is, or what is not to be learnt of it. */
    private static final Set<String> OTHERWISE =
            Set.of("kind", "text", "wordings", "label", "kto_tag", "rejected", "rejected_response");

    abstract boolean fits(ObjectNode object);

    /** Turns an object that {@link #fits} into a record; what makes no sense is left for the decoder to name. */
    abstract void apply(ObjectNode object);

    /** The shape of an object. */
    static RecordShape of(ObjectNode object) {
        for (RecordShape shape : values()) {
            if (shape.fits(object)) {
                return shape;
            }
        }
        return RECORD;
    }

    private static @Nullable List<String> pair(ObjectNode object) {
        List<String> pair = object.has("output") ? null : pair(object, PAIRS);
        if (pair != null
                && object.path("messages").isArray()
                && object.get(pair.get(1)).isArray()) {
            return null; // the messages are the record, and the answers beside them its attributes
        }
        boolean plain = pair == null
                && !object.has("messages")
                && !object.has("instruction")
                && OTHERWISE.stream().noneMatch(object::has);
        return plain ? pair(object, PLAIN_PAIRS) : pair;
    }

    private static @Nullable List<String> pair(ObjectNode object, List<List<String>> pairs) {
        return pairs.stream()
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
