package dev.alluvium.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text that {@code safe} or {@code escape} made: whatever is added to it is escaped for HTML, as markupsafe does. */
record Markup(String text) {
    /** The text itself of what may be markup. */
    static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Markup markup ? markup.text() : value;
    }

    /** A text as markup, and so each text of a list. */
    static @Nullable Object wrapped(@Nullable Object value) {
        if (value instanceof String text) {
            return new Markup(text);
        } else if (value instanceof List<?> items && !(value instanceof Tuple)) {
            return items.stream().map(Markup::wrapped).toList();
        }
        return value;
    }

    static String escaped(@Nullable Object value, Budget budget) {
        if (value instanceof Markup markup) {
            return markup.text();
        }
        String text = Python.text(value);
        budget.text(text.length());
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\'' -> escaped.append("&#39;");
                case '"' -> escaped.append("&#34;");
                default -> escaped.append((char) c);
            }
        });
        budget.text(escaped.length());
        return escaped.toString();
    }

    /** A method of the text whose texts are markup again; what it puts in is escaped. */
    static Function method(String name, Function plain, Budget budget) {
        return arguments -> wrapped(plain.call(name.equals("replace") ? replacing(arguments, budget) : arguments));
    }

    private static Arguments replacing(Arguments arguments, Budget budget) {
        List<@Nullable Object> positional = new java.util.ArrayList<>(arguments.positional());
        if (positional.size() > 1) {
            positional.set(1, escaped(positional.get(1), budget));
        }
        return new Arguments(positional, arguments.named());
    }
}
