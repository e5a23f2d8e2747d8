package dev.alluvium.model.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tests behind {@code is}. */
final class JinjaTests {
    private final Operators operators;

    JinjaTests(Operators operators) {
        this.operators = operators;
    }

    boolean holds(String name, @Nullable Object given, Arguments arguments) {
        Object value = Markup.plain(given);
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "number" -> Python.numeric(value);
            case "mapping" -> value instanceof Map;
            case "sequence", "iterable" ->
                value instanceof List || value instanceof String || value instanceof Map || value instanceof Undefined;
            case "callable" -> value instanceof Function || value instanceof Undefined;
            case "escaped" -> given instanceof Markup;
            case "even" -> whole(value) % 2 == 0;
            case "odd" -> whole(value) % 2 != 0;
            case "divisibleby" -> Math.floorMod(whole(value), divisor(arguments.get(0, "num"))) == 0;
            case "lower" -> cased(value, false);
            case "upper" -> cased(value, true);
            default -> compared(name, value, arguments.get(0, "other"));
        };
    }

    private boolean compared(String name, @Nullable Object value, @Nullable Object other) {
        return switch (name) {
            case "eq", "equalto", "==" -> operators.compare("==", value, other);
            case "sameas" -> identical(value, other);
            case "ne", "!=" -> operators.compare("!=", value, other);
            case "lt", "lessthan", "<" -> operators.compare("<", value, other);
            case "le", "<=" -> operators.compare("<=", value, other);
            case "gt", "greaterthan", ">" -> operators.compare(">", value, other);
            case "ge", ">=" -> operators.compare(">=", value, other);
            case "in" -> operators.compare("in", value, other);
            default -> throw new JinjaException("the test " + name + " is not known in chat templates");
        };
    }

    /** Equal values of the same type: which of them are one object in Python, no template should rest on. */
    private boolean identical(@Nullable Object value, @Nullable Object other) {
        boolean alike = value == null || other == null ? value == other : value.getClass() == other.getClass();
        return alike && operators.compare("==", value, other);
    }

    /** Whether all letters that have a case have this one, and there is one. */
    private static boolean cased(@Nullable Object value, boolean upper) {
        String text = Python.text(value);
        boolean other = text.codePoints().anyMatch(upper ? Character::isLowerCase : Character::isUpperCase);
        return !other && text.codePoints().anyMatch(upper ? Character::isUpperCase : Character::isLowerCase);
    }

    private static long divisor(@Nullable Object value) {
        long divisor = whole(value);
        if (divisor == 0) {
            throw new JinjaException("division by zero");
        }
        return divisor;
    }

    private static long whole(@Nullable Object value) {
        if (value instanceof Long || value instanceof Boolean) {
            return Arithmetic.whole(value);
        }
        throw new JinjaException(Python.shown(value) + " is no whole number");
    }
}
