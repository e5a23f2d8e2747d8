package dev.alluvium.model.jinja;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
        } else if (value instanceof Collection<?> items) {
            return !items.isEmpty();
        } else if (value instanceof Map<?, ?> entries) {
            return !entries.isEmpty();
        }
        return value != null && !(value instanceof Undefined);
    }

    /** {@code str(value)}; an undefined value is empty. */
    static String text(@Nullable Object value) {
        return value instanceof String text ? text : value instanceof Undefined ? "" : shown(value);
    }

    /** {@code repr(value)}. */
    static String shown(@Nullable Object value) {
        if (value == null) {
            return "None";
        } else if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        } else if (value instanceof String text) {
            return quoted(text);
        } else if (value instanceof Double number) {
            return decimal(number);
        } else if (value instanceof List<?> items) {
            return items.stream().map(Python::shown).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Map<?, ?> entries) {
            return entries.entrySet().stream()
                    .map(e -> shown(e.getKey()) + ": " + shown(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof Undefined) {
            return "Undefined";
        }
        return value.toString();
    }

    /** {@code repr} of a float. */
    static String decimal(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        } else if (number == Math.rint(number) && Math.abs(number) < 1e16) {
            return String.format(java.util.Locale.ROOT, "%.1f", number);
        }
        String text = Double.toString(number);
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text;
        }
        String mantissa = text.substring(0, exponent).replaceAll("\\.0$", "");
        int power = Integer.parseInt(text.substring(exponent + 1));
        if (power >= -4 && power < 0) {
            return new java.math.BigDecimal(text).stripTrailingZeros().toPlainString();
        }
        return mantissa + "e" + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
    }

    private static String quoted(String text) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        StringBuilder shown = new StringBuilder().append(quote);
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                case '\\' -> shown.append("\\\\");
                default -> shown.append(c == quote ? "\\" : "").append((char) c);
            }
        });
        return shown.append(quote).toString();
    }

    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (numeric(left) && numeric(right)) {
            return Double.compare(number(left), number(right)) == 0;
        }
        return !(left instanceof Undefined) && !(right instanceof Undefined)
                ? Objects.equals(left, right)
                : left instanceof Undefined && right instanceof Undefined;
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
