package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The filters that put items in order. Texts are compared without regard to case unless {@code case_sensitive} says so. */
final class OrderFilters {
    private final Budget budget;
    private final Operators operators;

    OrderFilters(Budget budget, Operators operators) {
        this.budget = budget;
        this.operators = operators;
    }

    static @Nullable Object folded(@Nullable Object value, boolean caseSensitive) {
        Object plain = Markup.plain(value);
        return !caseSensitive && plain instanceof String text ? text.toLowerCase(Locale.ROOT) : plain;
    }

    /** {@code sort(reverse, case_sensitive, attribute)}; equal items keep their order, also in reverse. */
    List<@Nullable Object> sorted(List<@Nullable Object> items, Arguments arguments) {
        Object attribute = arguments.get(2, "attribute");
        List<AttributePath> attributes = attribute instanceof String several
                ? Arrays.stream(several.split(",", -1)).map(AttributePath::of).toList()
                : List.of(AttributePath.of(attribute));
        boolean caseSensitive = arguments.flag(1, "case_sensitive");
        return ordered(items, arguments.flag(0, "reverse"), item -> keys(item, attributes, caseSensitive));
    }

    private List<@Nullable Object> keys(@Nullable Object item, List<AttributePath> attributes, boolean caseSensitive) {
        List<@Nullable Object> keys = new ArrayList<>();
        attributes.forEach(each -> keys.add(folded(each.of(item, budget), caseSensitive)));
        return keys;
    }

    /** {@code dictsort(case_sensitive, by, reverse)} of pairs. */
    List<@Nullable Object> dictionary(List<@Nullable Object> pairs, Arguments arguments) {
        String given = arguments.text(1, "by");
        String by = given == null ? "key" : given;
        if (!by.equals("key") && !by.equals("value")) {
            throw new JinjaException("dictsort goes by key or value, not by " + by);
        }
        boolean caseSensitive = arguments.flag(0, "case_sensitive");
        int place = by.equals("key") ? 0 : 1;
        return ordered(pairs, arguments.flag(2, "reverse"), pair -> folded(((List<?>) pair).get(place), caseSensitive));
    }

    private List<@Nullable Object> ordered(
            List<@Nullable Object> items,
            boolean reverse,
            java.util.function.Function<@Nullable Object, @Nullable Object> key) {
        record Keyed(@Nullable Object key, @Nullable Object item) {}
        List<Keyed> keyed = new ArrayList<>();
        items.forEach(item -> keyed.add(new Keyed(key.apply(item), item)));
        Comparator<Keyed> order = (left, right) -> {
            budget.part();
            return operators.order(left.key(), right.key());
        };
        keyed.sort(reverse ? order.reversed() : order);
        List<@Nullable Object> sorted = new ArrayList<>();
        keyed.forEach(each -> sorted.add(each.item()));
        return sorted;
    }

    /** {@code min} and {@code max}: the first of those that are. */
    @Nullable Object extreme(List<@Nullable Object> items, Arguments arguments, boolean most) {
        if (items.isEmpty()) {
            return new Undefined(most ? "max" : "min");
        }
        AttributePath attribute = AttributePath.of(arguments.get(1, "attribute"));
        boolean caseSensitive = arguments.flag(0, "case_sensitive");
        Object best = items.get(0);
        Object bestKey = folded(attribute.of(best, budget), caseSensitive);
        for (Object item : items.subList(1, items.size())) {
            Object key = folded(attribute.of(item, budget), caseSensitive);
            int order = operators.order(key, bestKey);
            if (most ? order > 0 : order < 0) {
                best = item;
                bestKey = key;
            }
        }
        return best;
    }

    /** {@code groupby(attribute, default, case_sensitive)}: pairs of a value and its items, in the order of the values. */
    List<@Nullable Object> groups(List<@Nullable Object> items, Arguments arguments) {
        Object attribute = arguments.get(0, "attribute");
        if (attribute == null) {
            throw new JinjaException("the argument attribute is missing");
        }
        AttributePath parts = AttributePath.of(attribute);
        Object absent = arguments.get(1, "default");
        boolean caseSensitive = arguments.flag(2, "case_sensitive");
        List<@Nullable Object> groups = new ArrayList<>();
        List<@Nullable Object> group = List.of();
        Object last = null;
        for (Object item : ordered(items, false, each -> folded(parts.of(each, absent, budget), caseSensitive))) {
            Object value = parts.of(item, absent, budget);
            Object key = folded(value, caseSensitive);
            if (group.isEmpty() || !operators.same(last, key)) {
                group = new ArrayList<>();
                groups.add(Tuple.named(List.of("grouper", "list"), Arrays.asList(value, group)));
                last = key;
            }
            group.add(item);
        }
        return groups;
    }
}
