package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.contracts.record.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record field by field, so that every problem is found and named at once, and as much of the record as could be
 * understood goes into the rejected copy.
 */
final class RecordReader {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant");

    private final ObjectNode object;
    private final List<RecordProblem> problems = new ArrayList<>();
    private final Map<String, String> greeting = new LinkedHashMap<>();

    private RecordReader(ObjectNode object) {
        this.object = object;
    }

    static Decoded.Parsed read(ObjectNode object) {
        RecordReader reader = new RecordReader(object);
        KnowledgeRecord record = reader.record();
        reader.problems.addAll(Completeness.problems(record, reader.object));
        return new Decoded.Parsed(record, reader.problems);
    }

    private KnowledgeRecord record() {
        List<ChatMessage> messages = messages();
        Map<String, String> attributes = attributes();
        greeting.forEach(attributes::putIfAbsent);
        String mark = LossMasks.rejecting(object);
        if (mark != null) {
            problems.add(RecordProblem.at(
                    "/" + mark,
                    "is " + object.path(mark).asText().toLowerCase(Locale.ROOT)
                            + ": an answer that must not be learnt; leave the record out, or put a label that means"
                            + " something else into attributes"));
        }
        return new KnowledgeRecord(
                name("fact"),
                name("model"),
                kind(),
                text("instruction"),
                text("input"),
                text("output"),
                wordings(),
                text("title"),
                text("text"),
                messages,
                time(),
                name("language"),
                name("source"),
                attributes.isEmpty() ? null : attributes);
    }

    private @Nullable String text(String field) {
        return text(object.get(field), "/" + field);
    }

    private @Nullable String text(@Nullable JsonNode node, String place) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            problem(place, "is a JSON " + StrictJson.nameOf(node) + ", must be a string");
            return null;
        }
        return WellFormed.text(node.textValue());
    }

    private @Nullable String name(String field) {
        String value = text(field);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private @Nullable RecordKind kind() {
        String value = name("kind");
        if (value == null) {
            return null;
        }
        for (RecordKind kind : RecordKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(value)) {
                return kind;
            }
        }
        problem("/kind", "is " + value + ", must be qa, document, conversation or delete");
        return null;
    }

    private @Nullable Instant time() {
        String value = name("occurredAt");
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            problem(
                    "/occurredAt",
                    "is " + value + ", must be an ISO 8601 time with a zone, such as 2026-11-20T08:00:00Z");
            return null;
        }
    }

    private @Nullable List<Wording> wordings() {
        JsonNode node = array("wordings");
        if (node == null) {
            return null;
        }
        List<Wording> wordings = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String place = "/wordings/" + i;
            String instruction = text(node.get(i).get("instruction"), place + "/instruction");
            String output = text(node.get(i).get("output"), place + "/output");
            if (instruction == null || output == null) {
                problem(place, "must have instruction and output");
            } else {
                wordings.add(new Wording(instruction, output));
            }
        }
        return wordings;
    }

    private @Nullable List<ChatMessage> messages() {
        JsonNode node = array("messages");
        if (node == null) {
            return null;
        }
        List<ChatMessage> messages = new ArrayList<>();
        boolean asked = false;
        for (int i = 0; i < node.size(); i++) {
            String place = "/messages/" + i;
            String role = text(node.get(i).get("role"), place + "/role");
            String content = text(node.get(i).get("content"), place + "/content");
            if (role == null || !ROLES.contains(role) || content == null) {
                problem(place, "must have content and a role of system, user or assistant");
                continue;
            }
            asked |= role.equals("user");
            if (!asked && role.equals("assistant") && isAskedLater(node, i)) {
                // A greeting that nobody asked for teaches nothing, and no template renders it: it is kept aside.
                greeting.merge("greeting", content, (before, next) -> before + "\n" + next);
            } else {
                boolean masked = role.equals("assistant") && LossMasks.isMasked(node.get(i));
                messages.add(new ChatMessage(role, content, masked ? true : null));
            }
        }
        return messages;
    }

    private static boolean isAskedLater(JsonNode messages, int from) {
        for (int i = from + 1; i < messages.size(); i++) {
            if (messages.get(i).path("role").asText().equals("user")) {
                return true;
            }
        }
        return false;
    }

    private @Nullable JsonNode array(String field) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isArray()) {
            problem("/" + field, "is a JSON " + StrictJson.nameOf(node) + ", must be an array");
            return null;
        }
        return node;
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        JsonNode given = object.get("attributes");
        if (given != null && given.isObject()) {
            given.properties().forEach(entry -> attribute(attributes, entry.getKey(), entry.getValue()));
        } else if (given != null && !given.isNull()) {
            problem("/attributes", "is a JSON " + StrictJson.nameOf(given) + ", must be an object");
        }
        object.properties().forEach(entry -> unknown(attributes, entry.getKey(), entry.getValue()));
        return attributes;
    }

    private void unknown(Map<String, String> attributes, String name, JsonNode value) {
        if (FieldNames.KNOWN.contains(name)) {
            return;
        }
        FieldNames.meant(name, object::has)
                .ifPresent(known -> problems.add(new RecordProblem(
                        "/" + escaped(name),
                        "no such field; did you mean " + known + "? Free fields belong into attributes",
                        known)));
        attribute(attributes, name, value);
    }

    private void problem(String pointer, String rule) {
        problems.add(RecordProblem.at(pointer, rule));
    }

    private static String escaped(String name) {
        return WellFormed.text(name).replace("~", "~0").replace("/", "~1");
    }

    private static void attribute(Map<String, String> attributes, String name, JsonNode value) {
        if (!value.isNull()) {
            String text = value.isValueNode() ? value.asText() : value.toString();
            attributes.put(WellFormed.text(name), WellFormed.text(text));
        }
    }
}
