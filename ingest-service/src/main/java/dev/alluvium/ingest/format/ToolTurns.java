package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Calls of tools and what they gave, as turns of the assistant and of the user in the tags of Hermes and Qwen, whose
 * templates write them so too.
 */
final class ToolTurns {
    private static final Set<String> CALLS = Set.of("function_call", "tool_call", "function-call", "tool-call");
    private static final Set<String> RESULTS =
            Set.of("tool", "function", "observation", "tool_response", "function_response", "tool-response");

    private ToolTurns() {}

    static boolean isOne(JsonNode message) {
        String role = message.path("role").asText();
        return CALLS.contains(role)
                || RESULTS.contains(role)
                || message.path("tool_calls").isArray()
                || message.path("function_call").isObject();
    }

    /** Writes the turns that speak of tools as text; what makes no sense is left for the decoder to name. */
    static void write(JsonNode messages) {
        for (JsonNode each : messages) {
            if (each instanceof ObjectNode message && isOne(message)) {
                write(message);
            }
        }
    }

    private static void write(ObjectNode message) {
        String role = message.path("role").asText();
        String said = message.path("content").asText("");
        if (RESULTS.contains(role)) {
            JsonNode content = message.path("content");
            String given = content.isTextual() ? content.textValue() : content.toString();
            message.put("role", "user").put("content", "<tool_response>\n" + given + "\n</tool_response>");
        } else if (CALLS.contains(role)) {
            message.put("role", "assistant").put("content", call(said));
        } else {
            StringBuilder text = new StringBuilder(message.path("content").isTextual() ? said : "");
            for (JsonNode call : message.path("tool_calls")) {
                text.append(text.isEmpty() ? "" : "\n").append(call(function(call)));
            }
            if (message.path("function_call").isObject()) {
                text.append(text.isEmpty() ? "" : "\n").append(call(function(message.path("function_call"))));
            }
            message.put("content", text.toString());
        }
    }

    private static String call(String function) {
        return "<tool_call>\n" + function + "\n</tool_call>";
    }

    /** A call's name and arguments; OpenAI has the arguments as a string of JSON. */
    private static String function(JsonNode call) {
        JsonNode function = call.has("function") ? call.get("function") : call;
        JsonNode arguments = function.path("arguments");
        String given = arguments.isTextual() ? arguments.textValue() : arguments.toString();
        return "{\"name\": " + function.path("name") + ", \"arguments\": " + (given.isEmpty() ? "{}" : given) + "}";
    }
}
