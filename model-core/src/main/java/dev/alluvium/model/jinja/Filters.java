package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters that chat templates use. */
final class Filters {
    private final Budget budget;
    private final SequenceFilters sequences;

    Filters(Budget budget) {
        this.budget = budget;
        this.sequences = new SequenceFilters(budget, this);
    }

    @Nullable Object apply(String name, @Nullable Object value, Arguments arguments) {
        return switch (name) {
            case "trim" -> Python.strip(Python.text(value), arguments.text(0, "chars"));
            case "length", "count" -> length(value);
            case "tojson" -> PythonJson.of(value, arguments, budget);
            case "default", "d" ->
                value instanceof Undefined || (arguments.flag(1, "boolean") && !Python.truth(value))
                        ? arguments.has(0, "default_value") ? arguments.get(0, "default_value") : ""
                        : value;
            case "string", "safe" -> Python.text(value);
            case "upper" -> Python.text(value).toUpperCase(Locale.ROOT);
            case "lower" -> Python.text(value).toLowerCase(Locale.ROOT);
            case "title" -> Methods.title(Python.text(value));
            case "capitalize" -> Methods.capitalize(Python.text(value));
            case "replace" ->
                Methods.replace(
                        Python.text(value),
                        arguments.required(0, "old"),
                        arguments.required(1, "new"),
                        arguments.integer(2, "count", -1),
                        budget);
            case "indent" -> indent(Python.text(value), arguments);
            case "escape", "e" -> escape(Python.text(value));
            case "int" -> integer(value, arguments.integer(0, "default", 0));
            case "float" -> decimal(value);
            case "abs" ->
                value instanceof Long number ? (Object) Math.abs(number) : (Object) Math.abs(Python.number(value));
            default -> sequences.apply(name, value, arguments);
        };
    }

    private static long length(@Nullable Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        } else if (value instanceof List<?> items) {
            return items.size();
        } else if (value instanceof Map<?, ?> entries) {
            return entries.size();
        } else if (value instanceof Undefined) {
            return 0;
        }
        throw new JinjaException(Python.shown(value) + " has no length");
    }

    private String indent(String text, Arguments arguments) {
        Object width = arguments.get(0, "width");
        String blanks =
                width instanceof String given ? given : " ".repeat(Math.min(64, arguments.integer(0, "width", 4)));
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        budget.text(text.length() + (long) lines.size() * blanks.length());
        for (int i = 0; i < lines.size(); i++) {
            boolean wanted = i == 0
                    ? arguments.flag(1, "first")
                    : arguments.flag(2, "blank") || !lines.get(i).isBlank();
            lines.set(i, wanted ? blanks + lines.get(i) : lines.get(i));
        }
        return String.join("\n", lines);
    }

    private String escape(String text) {
        budget.text(5L * text.length());
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static long integer(@Nullable Object value, long absent) {
        if (Python.numeric(value)) {
            return (long) Python.number(value);
        }
        try {
            return Long.parseLong(Python.text(value).strip());
        } catch (NumberFormatException e) {
            return absent;
        }
    }

    private static double decimal(@Nullable Object value) {
        if (Python.numeric(value)) {
            return Python.number(value);
        }
        try {
            return Double.parseDouble(Python.text(value).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static <T> List<T> reversed(List<T> items) {
        List<T> reversed = new ArrayList<>(items);
        Collections.reverse(reversed);
        return reversed;
    }
}
