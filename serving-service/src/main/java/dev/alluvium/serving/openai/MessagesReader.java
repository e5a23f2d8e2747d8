package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.model.text.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code messages} of a chat completion. */
final class MessagesReader {
    private MessagesReader() {}

    static List<ChatMessage> read(@Nullable JsonNode json) {
        if (json == null || !json.isArray() || json.isEmpty()) {
            throw JsonBody.bad("messages", "must be an array of at least one message");
        }
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            messages.add(message("messages[" + i + "]", json.get(i)));
        }
        if (messages.get(messages.size() - 1).role() == ChatMessage.Role.ASSISTANT) {
            throw JsonBody.bad(
                    "messages", "must end with a message of the user; the assistant's answer is what is asked for");
        }
        return messages;
    }

    private static ChatMessage message(String path, JsonNode json) {
        if (!json.isObject()) {
            throw JsonBody.bad(path, "must be an object with role and content");
        }
        ChatMessage.Role role = role(path, json.path("role"));
        boolean mayBeEmpty = role == ChatMessage.Role.ASSISTANT;
        JsonNode content = json.path("content");
        boolean absent = content.isNull() || content.isMissingNode();
        ChatMessage message = new ChatMessage(role, mayBeEmpty && absent ? "" : content(path + ".content", content));
        if (message.content().isBlank() && !mayBeEmpty) {
            throw JsonBody.bad(path + ".content", "must not be empty");
        }
        return message;
    }

    private static ChatMessage.Role role(String path, JsonNode json) {
        return switch (json.asText()) {
            case "system", "developer" -> ChatMessage.Role.SYSTEM;
            case "user" -> ChatMessage.Role.USER;
            case "assistant" -> ChatMessage.Role.ASSISTANT;
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
