package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers beside the conversation that they answer: LlamaFactory's and TRL's {@code chosen} and {@code completion} as messages,
 * OpenAI's {@code preferred_output}. The answer is learnt, what stands before it is context, and the answer that was turned
 * down stays an attribute.
 */
final class PreferenceRecords {
    private static final List<String> ANSWERS = List.of("chosen", "completion", "preferred_output");

    private PreferenceRecords() {}

    static boolean isOne(ObjectNode object) {
        String answer = answer(object);
        return answer != null && (before(object) != null || isConversation(object.get(answer)));
    }

    static void apply(ObjectNode object) {
        String name = answer(object);
        String before = before(object);
        if (name == null) {
            return;
        }
        JsonNode answer = object.remove(name);
        ArrayNode messages = object.arrayNode();
        if (AlpacaHistory.isSystem(object.get("system"))) {
            messages.addObject().put("role", "system").set("content", object.remove("system"));
        }
        if (before != null && !isConversation(answer)) {
            JsonNode asked = object.remove(before);
            append(messages, before.equals("input") ? asked.path("messages") : asked);
            if (before.equals("input") && asked.hasNonNull("tools")) {
                object.set("tools", asked.get("tools"));
            }
        } else if (before != null && object.path(before).isTextual()) {
            object.remove(before); // the conversation begins with it
        }
        if (isConversation(answer)) {
            append(messages, answer);
        }
        // The last message of a whole conversation is the answer itself.
        int context = isConversation(answer) ? messages.size() - 1 : messages.size();
        for (int i = 0; i < context; i++) {
            if (messages.get(i) instanceof ObjectNode message
                    && speaker(message).equals("assistant")) {
                message.put("weight", 0);
            }
        }
        if (!isConversation(answer)) {
            append(messages, answer.isArray() ? answer : object.arrayNode().add(answer));
        }
        if (name.equals("completion") && object.path("label").asText().equals("0")) {
            object.put("label", false);
        }
        object.set("messages", messages);
    }

    private static void append(ArrayNode messages, JsonNode turns) {
        if (turns.isTextual()) {
            messages.addObject().put("role", "user").set("content", turns);
        } else {
            Speakers.append(messages, turns);
        }
    }

    /** The field with an answer that is a message or several. */
    private static @Nullable String answer(ObjectNode object) {
        return ANSWERS.stream()
                .filter(name -> isMessage(object.path(name))
                        || object.path(name).isArray()
                                && isMessage(object.path(name).path(0)))
                .findFirst()
                .orElse(null);
    }

    private static boolean isMessage(JsonNode node) {
        return node.isObject() && (node.has("role") || node.has("from"));
    }

    /** Whether an answer brings its question with it. */
    private static boolean isConversation(@Nullable JsonNode answer) {
        return answer != null && answer.isArray() && !speaker(answer.path(0)).equals("assistant");
    }

    private static String speaker(JsonNode message) {
        return Speakers.role(message.path("role").asText(message.path("from").asText()));
    }

    /** Whether a conversation still waits for its answer. */
    static boolean isOpen(JsonNode messages) {
        return !speaker(messages.path(messages.size() - 1)).equals("assistant");
    }

    /** The field with what is answered. */
    private static @Nullable String before(ObjectNode object) {
        for (String name : List.of("messages", "conversations", "conversation", "prompt")) {
            JsonNode value = object.path(name);
            if (value.isArray() || name.equals("prompt") && value.isTextual()) {
                return name;
            }
        }
        return object.path("input").path("messages").isArray() ? "input" : null;
    }
}
