package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters over lists and dictionaries. */
final class SequenceFilters {
    private final Budget budget;
    private final Filters all;

    SequenceFilters(Budget budget, Filters all) {
        this.budget = budget;
        this.all = all;
    }

    @Nullable Object apply(String name, @Nullable Object value, Arguments arguments) {
        return switch (name) {
            case "first" -> end(items(value), 0);
            case "last" -> end(items(value), items(value).size() - 1);
            case "list" -> items(value);
            case "reverse" ->
                value instanceof String text
                        ? new StringBuilder(text).reverse().toString()
                        : Filters.reversed(items(value));
            case "join" -> join(value, arguments);
            case "items" -> pairs(value);
            case "dictsort" -> sorted(pairs(value), pair -> ((List<?>) pair).get(0));
            case "sort" -> {
                List<@Nullable Object> sorted =
                        sorted(items(value), item -> part(item, arguments.text(2, "attribute")));
                yield arguments.flag(0, "reverse") ? Filters.reversed(sorted) : sorted;
            }
            case "unique" -> unique(items(value));
            case "sum" -> sum(items(value));
            case "min" -> items(value).stream().min(Operators::order).orElseGet(() -> new Undefined("min"));
            case "max" -> items(value).stream().max(Operators::order).orElseGet(() -> new Undefined("max"));
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

    private static List<@Nullable Object> pairs(@Nullable Object value) {
        if (value instanceof Map<?, ?> entries) {
            return Methods.pairs(entries);
        } else if (value instanceof Undefined) {
            return List.of();
        }
        throw new JinjaException(Python.shown(value) + " has no items");
    }

    private @Nullable Object sum(List<@Nullable Object> items) {
        Operators operators = new Operators(budget);
        Object sum = 0L;
        for (Object item : items) {
            sum = operators.binary("+", sum, item);
        }
        return sum;
    }

    private static @Nullable Object end(List<@Nullable Object> items, int at) {
        return items.isEmpty() ? new Undefined("first or last item") : items.get(at);
    }

    private String join(@Nullable Object value, Arguments arguments) {
        String separator = arguments.text(0, "d");
        String attribute = arguments.text(1, "attribute");
        List<@Nullable Object> parts = new ArrayList<>();
        items(value).forEach(item -> parts.add(part(item, attribute)));
        return Methods.join(separator == null ? "" : separator, parts, budget);
    }

    private @Nullable Object part(@Nullable Object item, @Nullable String attribute) {
        Object part = item;
        if (attribute != null) {
            for (String name : attribute.split("\\.", -1)) {
                part = Members.item(part, name, budget);
            }
        }
        return part;
    }

    private static List<@Nullable Object> sorted(
            List<@Nullable Object> items, java.util.function.Function<@Nullable Object, @Nullable Object> key) {
        List<@Nullable Object> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing(key, Operators::order));
        return sorted;
    }

    private static List<@Nullable Object> unique(List<@Nullable Object> items) {
        List<@Nullable Object> unique = new ArrayList<>();
        items.stream().filter(item -> !Operators.contains(unique, item)).forEach(unique::add);
        return unique;
    }

    private List<@Nullable Object> map(@Nullable Object value, Arguments arguments) {
        List<@Nullable Object> mapped = new ArrayList<>();
        String attribute = arguments.positional().isEmpty() ? arguments.text(0, "attribute") : null;
        for (Object item : items(value)) {
            mapped.add(
                    attribute != null
                            ? part(item, attribute)
                            : all.apply(arguments.required(0, "filter"), item, arguments.after(1)));
        }
        return mapped;
    }

    private List<@Nullable Object> kept(@Nullable Object value, java.util.function.Predicate<@Nullable Object> test) {
        List<@Nullable Object> kept = new ArrayList<>();
        items(value).stream().filter(test).forEach(kept::add);
        return kept;
    }

    private static boolean test(@Nullable Object item, Arguments arguments) {
        return arguments.positional().isEmpty()
                ? Python.truth(item)
                : Tests.holds(arguments.required(0, "test"), item, arguments.after(1));
    }

    private boolean attributeTest(@Nullable Object item, Arguments arguments) {
        return test(part(item, arguments.required(0, "attribute")), arguments.after(1));
    }
}
