package dev.alluvium.model.jinja;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as Python's {@code repr} does, within the longest text of a rendering. */
final class PythonText {
    private final StringBuilder shown = new StringBuilder();

    private PythonText() {}

    static String of(@Nullable Object value) {
        PythonText text = new PythonText();
        text.write(value);
        return text.shown.toString();
    }

    private void write(@Nullable Object value) {
        if (value instanceof String text) {
            quote(text);
        } else if (value instanceof Markup markup) {
            shown.append("Markup(");
            quote(markup.text());
            shown.append(')');
        } else if (value instanceof Double number) {
            shown.append(decimal(number));
        } else if (value instanceof List<?> items) {
            list(items);
        } else if (value instanceof Map<?, ?> entries) {
            map(entries);
        } else {
            shown.append(plain(value));
        }
        if (shown.length() > JinjaTemplate.LONGEST) {
            throw new JinjaException("the template makes a text longer than " + JinjaTemplate.LONGEST);
        }
    }

    private static String plain(@Nullable Object value) {
        if (value == null) {
            return "None";
        } else if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        } else if (value instanceof Undefined) {
            return "Undefined";
        } else if (value instanceof Function) {
            return "<function>";
        }
        return value.toString();
    }

    private void list(List<?> items) {
        boolean tuple = items instanceof Tuple;
        shown.append(tuple ? '(' : '[');
        for (int i = 0; i < items.size(); i++) {
            shown.append(i == 0 ? "" : ", ");
            write(items.get(i));
        }
        shown.append(tuple && items.size() == 1 ? "," : "").append(tuple ? ')' : ']');
    }

    private void map(Map<?, ?> entries) {
        shown.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            shown.append(first ? "" : ", ");
            first = false;
            write(entry.getKey());
            shown.append(": ");
            write(entry.getValue());
        }
        shown.append('}');
    }

    private void quote(String text) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        shown.append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                case '\\' -> shown.append("\\\\");
                default -> character(c, quote);
            }
        });
        shown.append(quote);
    }

    private void character(int c, char quote) {
        if (printable(c)) {
            shown.append(c == quote ? "\\" : "").appendCodePoint(c);
        } else {
            shown.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** {@code repr} of a float: the fewest digits that give the number again. */
    static String decimal(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        } else if (number == Math.rint(number) && Math.abs(number) < 1e16) {
            return String.format(Locale.ROOT, "%.1f", number);
        }
        BigDecimal exact = new BigDecimal(number);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= 17; digits++) {
            shortest = exact.round(new MathContext(digits));
            if (shortest.doubleValue() == number) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        int power = shortest.precision() - shortest.scale() - 1;
        if (power >= -4 && power < 16) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (number < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e"
                + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
    }
}
