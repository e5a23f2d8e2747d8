package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.model.text.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code messages}. */
final class MessagesReader {
    private MessagesReader() {}

    static List<Message> read(@Nullable JsonNode json) {
        if (json == null || !json.isArray() || json.isEmpty()) {
            throw JsonBody.bad("messages", "must be an array of at least one message");
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            messages.add(message("messages[" + i + "]", json.get(i)));
        }
        if (messages.get(messages.size() - 1).role() == Message.Role.ASSISTANT) {
            throw JsonBody.bad(
                    "messages", "must end with a message of the user; the assistant's answer is what is asked for");
        }
        return messages;
    }

    private static Message message(String path, JsonNode json) {
        if (!json.isObject()) {
            throw JsonBody.bad(path, "must be an object with role and content");
        }
        Message.Role role = role(path, json.path("role"));
        boolean mayBeEmpty = role == Message.Role.ASSISTANT;
        JsonNode content = json.path("content");
        boolean absent = content.isNull() || content.isMissingNode();
        Message message = new Message(role, mayBeEmpty && absent ? "" : content(path + ".content", content));
        if (message.content().isBlank() && !mayBeEmpty) {
            throw JsonBody.bad(path + ".content", "must not be empty");
        }
        return message;
    }

    private static Message.Role role(String path, JsonNode json) {
        return switch (json.asText()) {
            case "system", "developer" -> Message.Role.SYSTEM;
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            default -> throw JsonBody.bad(path + ".role", "must be system, developer, user or assistant");
        };
    }

    private static String content(String path, JsonNode json) {
        if (!json.isArray()) {
            return JsonBody.text(path, json);
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : json) {
            if (!part.path("type").asText().equals("text")) {
                throw JsonBody.bad(path, "may hold parts of type text only");
            }
            text.append(JsonBody.text(path, part.path("text")));
        }
        return text.toString();
    }
}
