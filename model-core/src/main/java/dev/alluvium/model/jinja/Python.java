package dev.alluvium.model.jinja;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Python makes of values: truth, text, equality, white space. */
final class Python {
    private Python() {}

    static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        } else if (value instanceof Number number) {
            return number.doubleValue() != 0;
        } else if (value instanceof String text) {
            return !text.isEmpty();
        } else if (value instanceof Markup markup) {
            return !markup.text().isEmpty();
        } else if (value instanceof Collection<?> items) {
            return !items.isEmpty();
        } else if (value instanceof Map<?, ?> entries) {
            return !entries.isEmpty();
        }
        return value != null && !(value instanceof Undefined);
    }

    /** {@code str(value)}; an undefined value is empty. */
    static String text(@Nullable Object value) {
        Object plain = Markup.plain(value);
        return plain instanceof String text ? text : plain instanceof Undefined ? "" : shown(plain);
    }

    /** {@code repr(value)}. */
    static String shown(@Nullable Object value) {
        return PythonText.of(value);
    }

    /** {@code repr} of a float. */
    static String decimal(double number) {
        return PythonText.decimal(number);
    }

    /** A key of a dictionary: what Python can hash. */
    static @Nullable Object key(@Nullable Object value) {
        boolean flat = !(value instanceof Tuple parts)
                || parts.stream().noneMatch(part -> part instanceof List || part instanceof Map);
        if (value instanceof Map || (value instanceof List && !(value instanceof Tuple)) || !flat) {
            throw new JinjaException("a list or dictionary cannot be a key");
        }
        return Markup.plain(value);
    }

    static boolean has(Map<?, ?> entries, @Nullable Object key) {
        return key == null ? entries.keySet().stream().anyMatch(Objects::isNull) : entries.containsKey(key);
    }

    /** Compares by code points, as Python does. */
    static int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean surrogate = Character.isSurrogate(a);
                return surrogate == Character.isSurrogate(b) ? Character.compare(a, b) : surrogate ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    static boolean numeric(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    static double number(@Nullable Object value) {
        return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    /** What {@code str.isspace} and the white space of a pattern are. */
    static boolean space(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && space(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static String strip(String text, @Nullable String characters) {
        return stripLeft(stripRight(text, characters), characters);
    }

    static String stripLeft(String text, @Nullable String characters) {
        int from = 0;
        while (from < text.length() && drops(text.charAt(from), characters)) {
            from++;
        }
        return text.substring(from);
    }

    static String stripRight(String text, @Nullable String characters) {
        int to = text.length();
        while (to > 0 && drops(text.charAt(to - 1), characters)) {
            to--;
        }
        return text.substring(0, to);
    }

    private static boolean drops(char c, @Nullable String characters) {
        return characters == null ? space(c) : characters.indexOf(c) >= 0;
    }
}
