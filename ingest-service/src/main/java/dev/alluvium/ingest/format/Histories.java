package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Alpaca's {@code history} and {@code system}: the turns before its question, which are context and not learnt. */
final class Histories {
    private Histories() {}

    /** Whether there are turns: pairs of a question and its answer. */
    static boolean isOne(@Nullable JsonNode history) {
        if (!(history instanceof ArrayNode) || history.isEmpty()) {
            return false;
        }
        for (JsonNode pair : history) {
            if (!pair.isArray() || pair.size() != 2) {
                return false;
            }
        }
        return true;
    }

    /** The field with what the system says: {@code system}, or {@code system_prompt} as OpenOrca has it. */
    static String system(ObjectNode object) {
        return object.has("system") ? "system" : "system_prompt";
    }

    static boolean isSystem(@Nullable JsonNode system) {
        return system != null && system.isTextual() && !system.textValue().isBlank();
    }

    /** Makes a conversation of a question, its answer and what stands before them. */
    static void apply(ObjectNode object) {
        ArrayNode messages = object.arrayNode();
        String system = system(object);
        if (isSystem(object.get(system))) {
            messages.addObject().put("role", "system").set("content", object.remove(system));
        }
        JsonNode history = object.get("history");
        if (isOne(history)) {
            for (JsonNode pair : object.remove("history")) {
                messages.addObject().put("role", "user").set("content", pair.get(0));
                ObjectNode answer = messages.addObject().put("role", "assistant");
                answer.set("content", pair.get(1));
                answer.put("weight", 0);
            }
        }
        messages.addObject().put("role", "user").set("content", question(object));
        messages.addObject().put("role", "assistant").set("content", object.remove("output"));
        object.remove("kind");
        object.set("messages", messages);
    }

    /** The instruction, and its input on a line of its own, as a record without history asks it. */
    private static JsonNode question(ObjectNode object) {
        JsonNode instruction = object.remove("instruction");
        JsonNode input = object.remove("input");
        boolean further =
                input != null && input.isTextual() && !input.textValue().isBlank();
        return further && instruction.isTextual()
                ? object.textNode(instruction.textValue().strip() + "\n"
                        + input.textValue().strip())
                : instruction;
    }
}
