package dev.alluvium.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.knowledge.decode.StrictJson;
import org.jspecify.annotations.Nullable;

/** Alpaca's {@code history} and {@code system}: the turns before its question, which are context and not learnt. */
final class AlpacaHistory {
    private AlpacaHistory() {}

    /** Whether there are turns: pairs of a question and its answer, or messages with their speakers. */
    static boolean isOne(@Nullable JsonNode history) {
        return turns(history) != null;
    }

    /** The turns as a list, also where a table has them as text; null where there are none. */
    private static @Nullable ArrayNode turns(@Nullable JsonNode history) {
        JsonNode turns = history != null && history.isTextual() ? parsed(history.textValue()) : history;
        if (!(turns instanceof ArrayNode list) || list.isEmpty()) {
            return null;
        }
        for (JsonNode turn : list) {
            boolean pair = turn.isArray() && turn.size() == 2;
            if (!pair && !Speakers.isTurn(turn)) {
                return null;
            }
        }
        return list;
    }

    private static @Nullable JsonNode parsed(String text) {
        if (!text.strip().startsWith("[")) {
            return null;
        }
        try {
            return StrictJson.read(text);
        } catch (JsonProcessingException e) {
            return null; // text that begins with a bracket
        }
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
        ArrayNode history = turns(object.get("history"));
        if (history != null) {
            object.remove("history");
            history.forEach(turn -> append(messages, turn));
        }
        messages.addObject().put("role", "user").set("content", question(object));
        messages.addObject().put("role", "assistant").set("content", object.remove("output"));
        object.remove("kind");
        object.set("messages", messages);
    }

    private static void append(ArrayNode messages, JsonNode turn) {
        int before = messages.size();
        if (turn.isArray()) {
            messages.addObject().put("role", "user").set("content", turn.get(0));
            messages.addObject().put("role", "assistant").set("content", turn.get(1));
        } else {
            Speakers.append(messages, messages.arrayNode().add(turn));
        }
        for (int i = before; i < messages.size(); i++) {
            if (messages.get(i) instanceof ObjectNode message
                    && message.path("role").asText().equals("assistant")) {
                message.put("weight", 0);
            }
        }
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
