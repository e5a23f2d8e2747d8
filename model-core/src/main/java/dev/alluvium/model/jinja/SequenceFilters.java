package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters over lists and dictionaries. */
final class SequenceFilters {
    private final Budget budget;
    private final Operators operators;
    private final JinjaTests tests;
    private final Filters all;
    private final OrderFilters order;

    SequenceFilters(Budget budget, Operators operators, JinjaTests tests, Filters all) {
        this.budget = budget;
        this.operators = operators;
        this.tests = tests;
        this.all = all;
        this.order = new OrderFilters(budget, operators);
    }

    @Nullable Object apply(String name, @Nullable Object value, Arguments arguments) {
        return switch (name) {
            case "first" -> end(items(value), true);
            case "last" -> end(items(value), false);
            case "list" -> items(value);
            case "reverse" ->
                value instanceof String text ? new StringBuilder(text).reverse().toString() : reversed(items(value));
            case "join" -> join(value, arguments);
            case "items" -> pairs(value);
            case "dictsort" -> order.dictionary(pairs(value), arguments);
            case "sort" -> order.sorted(items(value), arguments);
            case "min" -> order.extreme(items(value), arguments, false);
            case "max" -> order.extreme(items(value), arguments, true);
            case "groupby" -> order.groups(items(value), arguments);
            case "unique" -> unique(items(value), arguments);
            case "sum" -> sum(items(value), arguments);
            case "batch" -> batches(items(value), arguments);
            case "slice" -> slices(items(value), arguments);
            case "map" -> map(value, arguments);
            case "select" -> kept(value, item -> test(item, arguments));
            case "reject" -> kept(value, item -> !test(item, arguments));
            case "selectattr" -> kept(value, item -> attributeTest(item, arguments));
            case "rejectattr" -> kept(value, item -> !attributeTest(item, arguments));
            default -> throw new JinjaException("the filter " + name + " is not known in chat templates");
        };
    }

    private List<@Nullable Object> items(@Nullable Object value) {
        return Iteration.items(value, budget);
    }

    /** What the filters that go over items one by one take: nothing of what is empty or none. */
    private List<@Nullable Object> itemsIfAny(@Nullable Object value) {
        return Python.truth(value) ? items(value) : List.of();
    }

    private static List<@Nullable Object> reversed(List<@Nullable Object> items) {
        Collections.reverse(items);
        return items;
    }

    private static List<@Nullable Object> pairs(@Nullable Object value) {
        if (value instanceof Map<?, ?> entries) {
            return Methods.pairs(entries);
        } else if (value instanceof Undefined) {
            return List.of();
        }
        throw new JinjaException(Python.shown(value) + " has no items");
    }

    private @Nullable Object sum(List<@Nullable Object> items, Arguments arguments) {
        AttributePath parts = AttributePath.of(arguments.get(0, "attribute"));
        Object sum = arguments.has(1, "start") ? arguments.get(1, "start") : 0L;
        for (Object item : items) {
            sum = operators.binary("+", sum, parts.of(item, budget));
        }
        return sum;
    }

    private static @Nullable Object end(List<@Nullable Object> items, boolean first) {
        return items.isEmpty() ? new Undefined("first or last item") : items.get(first ? 0 : items.size() - 1);
    }

    private String join(@Nullable Object value, Arguments arguments) {
        String separator = arguments.text(0, "d");
        AttributePath attribute = AttributePath.of(arguments.get(1, "attribute"));
        List<@Nullable Object> parts = new ArrayList<>();
        items(value).forEach(item -> parts.add(attribute.of(item, budget)));
        return TextMethods.join(separator == null ? "" : separator, parts, budget);
    }

    private List<@Nullable Object> unique(List<@Nullable Object> items, Arguments arguments) {
        AttributePath attribute = AttributePath.of(arguments.get(1, "attribute"));
        Set<@Nullable Object> seen = new HashSet<>();
        List<@Nullable Object> unique = new ArrayList<>();
        for (Object item : items) {
            Object key = OrderFilters.folded(attribute.of(item, budget), arguments.flag(0, "case_sensitive"));
            boolean whole = key instanceof Double number && number == number.longValue();
            if (seen.add(whole || key instanceof Boolean ? (Object) (long) Python.number(key) : Python.key(key))) {
                unique.add(item);
            }
        }
        return unique;
    }

    private List<@Nullable Object> batches(List<@Nullable Object> items, Arguments arguments) {
        int size = arguments.integer(0, "linecount", 0);
        if (size < 1) {
            throw new JinjaException("batch wants a size above 0, not " + size);
        }
        List<@Nullable Object> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            List<@Nullable Object> batch =
                    new ArrayList<>(items.subList(from, (int) Math.min(items.size(), (long) from + size)));
            filled(batch, size, arguments.get(1, "fill_with"));
            batches.add(batch);
            if (items.size() - from <= size) {
                break;
            }
        }
        return batches;
    }

    private void filled(List<@Nullable Object> items, int size, @Nullable Object with) {
        if (with != null && items.size() < size) {
            budget.list(size);
            items.addAll(Collections.nCopies(size - items.size(), with));
        }
    }

    private List<@Nullable Object> slices(List<@Nullable Object> items, Arguments arguments) {
        int count = arguments.integer(0, "slices", 0);
        if (count < 1) {
            throw new JinjaException("slice wants a number above 0, not " + count);
        }
        budget.list(count);
        int each = items.size() / count;
        int longer = items.size() % count;
        List<@Nullable Object> slices = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            int to = from + each + (i < longer ? 1 : 0);
            List<@Nullable Object> slice = new ArrayList<>(items.subList(from, to));
            filled(slice, i < longer ? 0 : each + 1, arguments.get(1, "fill_with"));
            slices.add(slice);
            from = to;
        }
        return slices;
    }

    private List<@Nullable Object> map(@Nullable Object value, Arguments arguments) {
        List<@Nullable Object> mapped = new ArrayList<>();
        boolean attribute = arguments.positional().isEmpty();
        AttributePath parts = AttributePath.of(attribute ? arguments.get(0, "attribute") : null);
        Object absent = arguments.named().get("default");
        for (Object item : itemsIfAny(value)) {
            mapped.add(
                    attribute
                            ? parts.of(item, absent, budget)
                            : all.apply(arguments.required(0, "filter"), item, arguments.after(1)));
        }
        return mapped;
    }

    private List<@Nullable Object> kept(@Nullable Object value, java.util.function.Predicate<@Nullable Object> test) {
        List<@Nullable Object> kept = new ArrayList<>();
        itemsIfAny(value).stream().filter(test).forEach(kept::add);
        return kept;
    }

    private boolean test(@Nullable Object item, Arguments arguments) {
        return arguments.positional().isEmpty()
                ? Python.truth(item)
                : tests.holds(arguments.required(0, "test"), item, arguments.after(1));
    }

    private boolean attributeTest(@Nullable Object item, Arguments arguments) {
        Object attribute = arguments.get(0, "attribute");
        if (attribute == null) {
            throw new JinjaException("the argument attribute is missing");
        }
        return test(AttributePath.of(attribute).of(item, budget), arguments.after(1));
    }
}
