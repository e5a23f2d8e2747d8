package dev.alluvium.cleaning.rule;

import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rule can speak of: the record's fields as strings (absent ones are empty), {@code attributes} as strings,
 * {@code numbers} for attributes that are numbers, and {@code content}, everything that a model would learn.
 */
final class RuleVariables {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    static final Map<String, CelType> VARIABLES = new LinkedHashMap<>();

    static {
        for (String name : new String[] {
            "kind", "model", "fact", "source", "language", "instruction", "input", "output", "title", "text", "content"
        }) {
            VARIABLES.put(name, SimpleType.STRING);
        }
        VARIABLES.put("attributes", MapType.create(SimpleType.STRING, SimpleType.STRING));
        VARIABLES.put("numbers", MapType.create(SimpleType.STRING, SimpleType.DOUBLE));
    }

    private RuleVariables() {}

    static Map<String, Object> of(KnowledgeRecord record) {
        Map<String, Object> values = new HashMap<>();
        values.put("kind", record.kindOrImplied().name().toLowerCase(java.util.Locale.ROOT));
        put(values, "model", record.model());
        put(values, "fact", record.fact());
        put(values, "source", record.source());
        put(values, "language", record.language());
        put(values, "instruction", record.instruction());
        put(values, "input", record.input());
        put(values, "output", record.output());
        put(values, "title", record.title());
        put(values, "text", record.text());
        values.put("content", content(record));
        values.put("attributes", record.allAttributes());
        values.put("numbers", numbers(record.allAttributes()));
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable String value) {
        values.put(name, value == null ? "" : value);
    }

    private static String content(KnowledgeRecord record) {
        StringBuilder content = new StringBuilder();
        for (String part :
                new String[] {record.title(), record.text(), record.instruction(), record.input(), record.output()}) {
            content.append(part == null || part.isEmpty() ? "" : part + "\n");
        }
        if (record.messages() != null) {
            content.append(record.messages().stream().map(ChatMessage::content).collect(Collectors.joining("\n")));
        }
        return content.toString().strip();
    }

    private static Map<String, Double> numbers(Map<String, String> attributes) {
        Map<String, Double> numbers = new HashMap<>();
        attributes.forEach((name, value) -> {
            if (value.length() <= 32 && NUMBER.matcher(value).matches()) {
                numbers.put(name, Double.valueOf(value));
            }
        });
        return numbers;
    }
}
