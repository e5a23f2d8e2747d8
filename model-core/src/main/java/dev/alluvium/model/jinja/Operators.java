package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators on values, each within the budget. */
final class Operators {
    private final Budget budget;

    Operators(Budget budget) {
        this.budget = budget;
    }

    @Nullable Object binary(String operator, @Nullable Object left, @Nullable Object right) {
        if (operator.equals("~")) {
            return join(Python.text(left), Python.text(right));
        }
        defined(left);
        defined(right);
        if (Python.numeric(left) && Python.numeric(right)) {
            return arithmetic(operator, left, right);
        } else if (operator.equals("+") && left instanceof String a && right instanceof String b) {
            return join(a, b);
        } else if (operator.equals("+") && left instanceof List<?> a && right instanceof List<?> b) {
            budget.list((long) a.size() + b.size());
            List<@Nullable Object> all = new ArrayList<>(a);
            all.addAll(b);
            return all;
        } else if (operator.equals("*") && left instanceof String text && right instanceof Long times) {
            budget.text(Math.max(0, times) * Math.max(1, text.length()));
            return text.repeat(Math.max(0, times.intValue()));
        } else if (operator.equals("*") && left instanceof List<?> items && right instanceof Long times) {
            budget.list(Math.max(0, times) * Math.max(1, items.size()));
            List<@Nullable Object> all = new ArrayList<>();
            for (long i = 0; i < times; i++) {
                all.addAll(items);
            }
            return all;
        }
        throw new JinjaException("cannot compute " + Python.shown(left) + " " + operator + " " + Python.shown(right));
    }

    private String join(String left, String right) {
        budget.text((long) left.length() + right.length());
        return left + right;
    }

    private static Object arithmetic(String operator, @Nullable Object left, @Nullable Object right) {
        double a = Python.number(left);
        double b = Python.number(right);
        if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw new JinjaException("division by zero");
        }
        if (left instanceof Double || right instanceof Double || operator.equals("/")) {
            return decimals(operator, a, b);
        }
        try {
            return integers(operator, (long) a, (long) b);
        } catch (ArithmeticException e) {
            throw new JinjaException("the result of " + operator + " is too large");
        }
    }

    private static Object decimals(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            default -> Math.pow(a, b);
        };
    }

    private static Object integers(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "//" -> Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            default ->
                b < 0 ? (Object) Math.pow(a, b) : (Object) new java.math.BigDecimal(Math.pow(a, b)).longValueExact();
        };
    }

    boolean compare(String operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case "==" -> Python.same(left, right);
            case "!=" -> !Python.same(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            case "<" -> order(left, right) < 0;
            case "<=" -> order(left, right) <= 0;
            case ">" -> order(left, right) > 0;
            default -> order(left, right) >= 0;
        };
    }

    static int order(@Nullable Object left, @Nullable Object right) {
        if (Python.numeric(left) && Python.numeric(right)) {
            return Double.compare(Python.number(left), Python.number(right));
        } else if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        defined(left);
        defined(right);
        throw new JinjaException("cannot order " + Python.shown(left) + " and " + Python.shown(right));
    }

    static boolean contains(@Nullable Object container, @Nullable Object item) {
        if (container instanceof String text && item instanceof String part) {
            return text.contains(part);
        } else if (container instanceof List<?> items) {
            return items.stream().anyMatch(each -> Python.same(each, item));
        } else if (container instanceof Map<?, ?> entries) {
            return entries.containsKey(item);
        } else if (container instanceof Undefined) {
            return false;
        }
        throw new JinjaException("cannot look for " + Python.shown(item) + " in " + Python.shown(container));
    }

    static @Nullable Object defined(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        return value;
    }
}
