package dev.alluvium.model.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON as Python's {@code json.dumps} writes it, not escaped for HTML. */
final class PythonJson {
    private final StringBuilder out = new StringBuilder();
    private final int indent;
    private final boolean ascii;
    private final boolean sorted;
    private final String itemSeparator;
    private final String keySeparator;
    private final Budget budget;

    private PythonJson(Arguments arguments, Budget budget) {
        this.ascii = arguments.flag(0, "ensure_ascii");
        this.indent = arguments.integer(1, "indent", -1);
        this.sorted = arguments.flag(3, "sort_keys");
        this.budget = budget;
        Object separators = arguments.get(2, "separators");
        if (separators instanceof List<?> pair && pair.size() == 2) {
            this.itemSeparator = Python.text(pair.get(0));
            this.keySeparator = Python.text(pair.get(1));
        } else {
            this.itemSeparator = indent < 0 ? ", " : ",";
            this.keySeparator = ": ";
        }
    }

    static String of(@Nullable Object value, Arguments arguments, Budget budget) {
        PythonJson json = new PythonJson(arguments, budget);
        json.write(value, 1);
        budget.text(json.out.length());
        return json.out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        budget.check(out.length());
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Boolean || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number) {
            out.append(number(number));
        } else if (value instanceof Markup markup) {
            string(markup.text());
        } else if (value instanceof List<?> items) {
            Iterator<?> rest = items.iterator();
            bracketed('[', ']', items.size(), depth, () -> write(rest.next(), depth + 1));
        } else if (value instanceof Map<?, ?> entries) {
            Map<?, ?> ordered = sorted ? inOrder(entries) : entries;
            Iterator<? extends Map.Entry<?, ?>> rest = ordered.entrySet().iterator();
            bracketed('{', '}', entries.size(), depth, () -> {
                Map.Entry<?, ?> entry = rest.next();
                string(key(entry.getKey()));
                out.append(keySeparator);
                write(entry.getValue(), depth + 1);
            });
        } else {
            throw new JinjaException(Python.shown(value) + " is no JSON");
        }
    }

    private Map<?, ?> inOrder(Map<?, ?> entries) {
        Operators operators = new Operators(budget);
        Map<@Nullable Object, @Nullable Object> ordered = new TreeMap<>(operators::order);
        ordered.putAll(entries);
        return ordered;
    }

    private static String key(@Nullable Object key) {
        if (key == null) {
            return "null";
        } else if (key instanceof Double number) {
            return number(number);
        } else if (key instanceof String || key instanceof Boolean || key instanceof Long) {
            return key.toString();
        }
        throw new JinjaException(Python.shown(key) + " is no key of JSON");
    }

    private static String number(double number) {
        return Double.isNaN(number)
                ? "NaN"
                : Double.isInfinite(number) ? (number > 0 ? "Infinity" : "-Infinity") : Python.decimal(number);
    }

    private void bracketed(char open, char close, int count, int depth, Runnable item) {
        out.append(open);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : itemSeparator);
            line(depth);
            item.run();
        }
        if (count > 0) {
            line(depth - 1);
        }
        out.append(close);
    }

    private void line(int depth) {
        if (indent >= 0) {
            budget.check(out.length() + (long) indent * depth);
            out.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private void string(String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default ->
                    out.append(c < 0x20 || (ascii && c > 0x7e) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
