package dev.alluvium.model.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts values into texts, by {@code %s} and by braces. */
final class TextFormat {
    private static final int WIDEST = 10_000;

    private final String format;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int used;

    private TextFormat(String format, Budget budget) {
        this.format = format;
        this.budget = budget;
    }

    /** {@code format % values}. */
    static String percent(String format, @Nullable Object values, Budget budget) {
        TextFormat text = new TextFormat(format, budget);
        List<?> items = values instanceof Tuple tuple ? tuple : List.of(new Holder(values));
        while (text.at < format.length()) {
            char c = format.charAt(text.at++);
            if (c == '%') {
                text.conversion(items, values);
            } else {
                text.out.append(c);
            }
        }
        if (values instanceof Tuple && text.used < items.size()) {
            throw new JinjaException("not all values are used by the format " + Python.shown(format));
        } else if (text.used == 0 && !(values instanceof Map || values instanceof List)) {
            throw new JinjaException("the value is not used by the format " + Python.shown(format));
        }
        return text.out.toString();
    }

    /** A value that may be null, in a list that may not hold null. */
    private record Holder(@Nullable Object value) {}

    private void conversion(List<?> items, @Nullable Object values) {
        String key = null;
        if (at < format.length() && format.charAt(at) == '(') {
            int end = format.indexOf(')', at);
            if (end < 0) {
                throw new JinjaException("a key is not closed in the format " + Python.shown(format));
            }
            key = format.substring(at + 1, end);
            at = end + 1;
        }
        int from = at;
        while (at < format.length() && "#0- +123456789.".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        if (at == format.length()) {
            throw new JinjaException("the format " + Python.shown(format) + " ends within a conversion");
        }
        String flags = format.substring(from, at);
        char kind = format.charAt(at++);
        if (kind == '%') {
            out.append('%');
            return;
        }
        Object value = key == null ? next(items) : Members.item(values, key, budget);
        used += key == null ? 0 : 1;
        append(converted(flags, kind, value));
    }

    private @Nullable Object next(List<?> items) {
        if (used >= items.size()) {
            throw new JinjaException("too few values for the format " + Python.shown(format));
        }
        Object item = items.get(used++);
        return item instanceof Holder holder ? holder.value() : item;
    }

    private void append(String text) {
        budget.text((long) out.length() + text.length());
        out.append(text);
    }

    private String converted(String flags, char kind, @Nullable Object value) {
        boolean number = Python.numeric(value);
        return switch (kind) {
            case 's', 'r' -> {
                String text = kind == 's' ? Python.text(value) : Python.shown(value);
                yield java("%" + flags.replaceFirst("^0+", "") + "s", text);
            }
            case 'd', 'i', 'u' -> java("%" + flags + "d", number ? (Object) (long) Python.number(value) : bad(value));
            case 'x', 'X', 'o' -> java("%" + flags + kind, number ? (Object) Arithmetic.whole(value) : bad(value));
            case 'f', 'F' -> java("%" + flags + "f", number ? decimal(flags, Python.number(value)) : bad(value));
            case 'e', 'E' -> java("%" + flags + kind, number ? (Object) Python.number(value) : bad(value));
            default -> throw new JinjaException("the conversion %" + kind + " is not known in chat templates");
        };
    }

    /** The digits that are asked for, rounded as Python does: what is exactly a half to the even neighbour. */
    private static Object decimal(String flags, double value) {
        String places = flags.contains(".") ? flags.substring(flags.indexOf('.') + 1) : "6";
        if (!Double.isFinite(value) || !places.matches("[0-9]{0,4}")) {
            return value;
        }
        BigDecimal rounded =
                new BigDecimal(value).setScale(places.isEmpty() ? 0 : Integer.parseInt(places), RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? (Object) Math.copySign(0.0, value) : rounded;
    }

    private static Object bad(@Nullable Object value) {
        throw new JinjaException("the format wants a number, not " + Python.shown(value));
    }

    private static String java(String format, Object value) {
        for (String digits : format.split("[^0-9]+", -1)) {
            if (digits.length() > 5 || (!digits.isEmpty() && Integer.parseInt(digits) > WIDEST)) {
                throw new JinjaException("the width " + digits + " of a format is longer than " + WIDEST);
            }
        }
        try {
            return String.format(java.util.Locale.ROOT, format, value);
        } catch (java.util.IllegalFormatException e) {
            throw new JinjaException("the format " + format + " is not known in chat templates");
        }
    }

    /** {@code format.format(values)}: fields without a specification. */
    static String braces(String format, Arguments values, Budget budget) {
        TextFormat text = new TextFormat(format, budget);
        while (text.at < format.length()) {
            char c = format.charAt(text.at++);
            boolean twice = text.at < format.length() && format.charAt(text.at) == c;
            if ((c == '{' || c == '}') && twice) {
                text.out.append(c);
                text.at++;
            } else if (c == '{') {
                text.append(text.field(values));
            } else if (c == '}') {
                throw new JinjaException("a single } in the format " + Python.shown(format));
            } else {
                text.out.append(c);
            }
        }
        return text.out.toString();
    }

    private String field(Arguments values) {
        int end = format.indexOf('}', at);
        if (end < 0) {
            throw new JinjaException("a single { in the format " + Python.shown(format));
        }
        String field = format.substring(at, end);
        at = end + 1;
        boolean repr = field.endsWith("!r");
        String name = repr || field.endsWith("!s") ? field.substring(0, field.length() - 2) : field;
        if (!name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')) {
            throw new JinjaException("the field {" + field + "} of a format is not known in chat templates");
        }
        Object value = value(name, values);
        return repr ? Python.shown(value) : Python.text(value);
    }

    private @Nullable Object value(String name, Arguments values) {
        boolean position = name.length() < 5 && name.chars().allMatch(Character::isDigit);
        if (!position && values.named().containsKey(name)) {
            return values.named().get(name);
        }
        int index = name.isEmpty() ? used++ : position ? Integer.parseInt(name) : Integer.MAX_VALUE;
        if (index >= values.positional().size()) {
            throw new JinjaException("there is no value for the field {" + name + "} of a format");
        }
        return values.positional().get(index);
    }
}
