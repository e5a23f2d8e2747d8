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
        if (left instanceof Markup || right instanceof Markup) {
            return markup(operator, left, right);
        } else if (Python.numeric(left) && Python.numeric(right)) {
            return Arithmetic.binary(operator, left, right);
        } else if (operator.equals("%") && left instanceof String format) {
            return TextFormat.percent(format, right, budget);
        } else if (operator.equals("+") && left instanceof String a && right instanceof String b) {
            return join(a, b);
        } else if (operator.equals("+") && left instanceof List<?> a && right instanceof List<?> b && alike(a, b)) {
            budget.list((long) a.size() + b.size());
            List<@Nullable Object> all = new ArrayList<>(a);
            all.addAll(b);
            return a instanceof Tuple ? Tuple.of(all) : all;
        } else if (operator.equals("*") && (right instanceof Long || right instanceof Boolean)) {
            return repeated(left, Arithmetic.whole(right), right);
        } else if (operator.equals("*") && (left instanceof Long || left instanceof Boolean)) {
            return repeated(right, Arithmetic.whole(left), left);
        }
        throw new JinjaException("cannot compute " + Python.shown(left) + " " + operator + " " + Python.shown(right));
    }

    private @Nullable Object markup(String operator, @Nullable Object left, @Nullable Object right) {
        boolean texts = Markup.plain(left) instanceof String && Markup.plain(right) instanceof String;
        if (operator.equals("+") && texts) {
            return new Markup(join(Markup.escaped(left, budget), Markup.escaped(right, budget)));
        }
        Object result = binary(operator, Markup.plain(left), Markup.plain(right));
        return Markup.wrapped(result);
    }

    private Object repeated(@Nullable Object of, long times, @Nullable Object factor) {
        if (of instanceof String text) {
            int count = budget.times(times, text.length());
            budget.text((long) count * text.length());
            return text.repeat(count);
        } else if (of instanceof List<?> items) {
            int count = budget.times(times, items.size());
            budget.list((long) count * items.size());
            List<@Nullable Object> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.addAll(items);
            }
            return of instanceof Tuple ? Tuple.of(all) : all;
        }
        throw new JinjaException("cannot compute " + Python.shown(of) + " * " + Python.shown(factor));
    }

    private static boolean alike(List<?> left, List<?> right) {
        return left instanceof Tuple == right instanceof Tuple;
    }

    private String join(String left, String right) {
        budget.text((long) left.length() + right.length());
        return left + right;
    }

    boolean same(@Nullable Object left, @Nullable Object right) {
        return new Equality(budget).same(left, right);
    }

    boolean compare(String operator, @Nullable Object left, @Nullable Object right) {
        budget.read(left);
        budget.read(right);
        Object a = Markup.plain(left);
        Object b = Markup.plain(right);
        return switch (operator) {
            case "==" -> same(a, b);
            case "!=" -> !same(a, b);
            case "in" -> contains(b, a);
            case "not in" -> !contains(b, a);
            default -> !Arithmetic.isNan(a) && !Arithmetic.isNan(b) && ordered(operator, order(a, b));
        };
    }

    private static boolean ordered(String operator, int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** What comes first: numbers by size, texts by code points, lists by their first difference. */
    int order(@Nullable Object left, @Nullable Object right) {
        Object a = Markup.plain(left);
        Object b = Markup.plain(right);
        if (Python.numeric(a) && Python.numeric(b)) {
            return Arithmetic.compare(a, b);
        } else if (a instanceof String first && b instanceof String second) {
            return Python.compare(first, second);
        } else if (a instanceof List<?> first && b instanceof List<?> second && alike(first, second)) {
            for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
                if (!same(first.get(i), second.get(i))) {
                    return order(first.get(i), second.get(i));
                }
            }
            return Integer.compare(first.size(), second.size());
        }
        defined(a);
        defined(b);
        throw new JinjaException("cannot order " + Python.shown(a) + " and " + Python.shown(b));
    }

    boolean contains(@Nullable Object container, @Nullable Object item) {
        if (container instanceof String text && item instanceof String part) {
            budget.read(text);
            return text.contains(part);
        } else if (container instanceof List<?> items) {
            budget.read(items);
            return items.stream().anyMatch(each -> same(each, item));
        } else if (container instanceof Map<?, ?> entries) {
            return Python.has(entries, Python.key(item));
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
