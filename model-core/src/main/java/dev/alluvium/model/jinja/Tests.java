package dev.alluvium.model.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tests behind {@code is}. */
final class Tests {
    private Tests() {}

    static boolean holds(String name, @Nullable Object value, Arguments arguments) {
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
            case "sequence" -> value instanceof List || value instanceof String || value instanceof Map;
            case "iterable" ->
                value instanceof List || value instanceof String || value instanceof Map || value instanceof Undefined;
            case "callable" -> value instanceof Function;
            case "even" -> whole(value) % 2 == 0;
            case "odd" -> whole(value) % 2 != 0;
            case "divisibleby" -> whole(value) % whole(arguments.get(0, "num")) == 0;
            case "lower" -> Python.text(value).equals(Python.text(value).toLowerCase(java.util.Locale.ROOT));
            case "upper" -> Python.text(value).equals(Python.text(value).toUpperCase(java.util.Locale.ROOT));
            default -> compared(name, value, arguments.get(0, "other"));
        };
    }

    private static boolean compared(String name, @Nullable Object value, @Nullable Object other) {
        return switch (name) {
            case "eq", "equalto", "==", "sameas" -> Python.same(value, other);
            case "ne", "!=" -> !Python.same(value, other);
            case "lt", "lessthan", "<" -> Operators.order(value, other) < 0;
            case "le", "<=" -> Operators.order(value, other) <= 0;
            case "gt", "greaterthan", ">" -> Operators.order(value, other) > 0;
            case "ge", ">=" -> Operators.order(value, other) >= 0;
            case "in" -> Operators.contains(other, value);
            default -> throw new JinjaException("the test " + name + " is not known in chat templates");
        };
    }

    private static long whole(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new JinjaException(Python.shown(value) + " is no whole number");
    }
}
