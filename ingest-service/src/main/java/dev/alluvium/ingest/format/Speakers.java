package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who speaks in a conversation, and under which names data sets have a turn's speaker and text. */
final class Speakers {
    private static final Map<String, String> ROLES = Map.of(
            "human", "user",
            "prompter", "user",
            "gpt", "assistant",
            "chatgpt", "assistant",
            "bot", "assistant",
            "ai", "assistant",
            "model", "assistant",
            "developer", "system");

    private static final Set<String> TURN = Set.of("from", "role", "value", "content", "parts");
    private static final List<String> ASKED = List.of("human", "user");
    private static final List<String> ANSWERED = List.of("assistant", "gpt", "bot");

    private static final List<String> NAMES =
            List.of("conversation", "items", "dialog", "dialogue", "turns", "chat", "contents");

    private Speakers() {}

    /** The field with a conversation's turns under another name than {@code conversations}; null if there is none. */
    static @Nullable String turns(ObjectNode object) {
        return NAMES.stream()
                .filter(name -> isTurn(object.path(name).path(0)))
                .findFirst()
                .orElse(null);
    }

    /** Whether an object is a turn: a message with its speaker, or a question and its answer. */
    static boolean isTurn(JsonNode turn) {
        boolean said =
                turn.has("content") || turn.has("value") || turn.path("parts").isArray();
        return said && (turn.has("role") || turn.has("from"))
                || (turn.has("human") || turn.has("user")) && turn.has("assistant");
    }

    /** The role that a speaker has; one that is not known stays what it is. */
    static String role(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return ROLES.getOrDefault(small, Set.of("user", "assistant", "system").contains(small) ? small : name);
    }

    /** Whether a turn of {@code messages} is not written as OpenAI writes it. */
    static boolean isForeign(JsonNode turn) {
        String role = turn.path("role").asText();
        return !role(role).equals(role) || turn.has("from") && turn.has("value") && !turn.has("role");
    }

    /** Gives a turn of {@code messages} OpenAI's names. */
    static void rewrite(ObjectNode turn) {
        if (turn.has("from") && turn.has("value") && !turn.has("role")) {
            turn.set("role", turn.remove("from"));
            turn.set("content", turn.remove("value"));
        }
        String role = turn.path("role").asText();
        if (!role(role).equals(role)) {
            turn.put("role", role(role));
        }
    }

    /** Appends the messages of turns: one each, or two where a turn is a question and its answer (ms-swift). */
    static void append(ArrayNode messages, JsonNode turns) {
        for (JsonNode turn : turns) {
            String asked = first(turn, ASKED);
            String answered = first(turn, ANSWERED);
            if (turn.has("from") || turn.has("role") || asked.isEmpty() && answered.isEmpty()) {
                append(messages, turn, TURN);
            } else {
                if (!asked.isEmpty()) {
                    messages.addObject().put("role", "user").set("content", turn.get(asked));
                }
                if (!answered.isEmpty()) {
                    ObjectNode message = messages.addObject().put("role", "assistant");
                    message.set("content", turn.get(answered));
                    copy(turn, message, Set.of(asked, answered));
                }
            }
        }
    }

    private static void append(ArrayNode messages, JsonNode turn, Set<String> named) {
        String from = turn.path("from").asText(turn.path("role").asText(""));
        ObjectNode message = messages.addObject().put("role", role(from));
        String parts = text(turn.path("parts"));
        if (parts == null) {
            message.set("content", turn.has("value") ? turn.get("value") : turn.get("content"));
        } else {
            message.put("content", parts);
        }
        copy(turn, message, named);
    }

    /** Gemini's parts as text; null where one is none, such as an image. */
    private static @Nullable String text(JsonNode parts) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            if (!part.path("text").isTextual()) {
                return null;
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").textValue());
        }
        return parts.isArray() ? text.toString() : null;
    }

    private static void copy(JsonNode turn, ObjectNode message, Set<String> named) {
        turn.properties().stream()
                .filter(entry -> !named.contains(entry.getKey()))
                .forEach(entry -> message.set(entry.getKey(), entry.getValue()));
    }

    private static String first(JsonNode turn, List<String> names) {
        return names.stream()
                .filter(name -> turn.path(name).isTextual())
                .findFirst()
                .orElse("");
    }
}
