package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's values that a template may call; none changes its value. */
final class Methods {
    private Methods() {}

    static @Nullable Function ofText(String text, String name, Budget budget) {
        Function change = new TextMethods(text, budget).method(name);
        return change != null ? change : TextPredicates.method(text, name);
    }

    static @Nullable Function ofList(List<?> items, String name, Budget budget) {
        Equality equality = new Equality(budget);
        return switch (name) {
            case "count" ->
                a -> items.stream()
                        .filter(each -> equality.same(each, a.get(0, "value")))
                        .count();
            case "index" ->
                a -> {
                    for (int i = 0; i < items.size(); i++) {
                        if (equality.same(items.get(i), a.get(0, "value"))) {
                            return (long) i;
                        }
                    }
                    throw new JinjaException(Python.shown(a.get(0, "value")) + " is not in the list");
                };
            case "copy" -> items instanceof Tuple ? null : a -> new ArrayList<Object>(items);
            case "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse" ->
                a -> {
                    throw new JinjaException("a template may not change a list by " + name + "; use + or a filter");
                };
            default -> null;
        };
    }

    static @Nullable Function ofMap(Map<?, ?> entries, String name) {
        return switch (name) {
            case "items" -> a -> pairs(entries);
            case "keys" -> a -> new ArrayList<Object>(entries.keySet());
            case "values" -> a -> new ArrayList<Object>(entries.values());
            case "copy" -> a -> new LinkedHashMap<Object, Object>(entries);
            case "get" ->
                a -> {
                    Object key = Python.key(a.get(0, "key"));
                    return Python.has(entries, key) ? entries.get(key) : a.get(1, "default");
                };
            default -> null;
        };
    }

    static List<@Nullable Object> pairs(Map<?, ?> entries) {
        List<@Nullable Object> pairs = new ArrayList<>();
        entries.forEach((key, value) -> pairs.add(Tuple.of(Arrays.asList(key, value))));
        return pairs;
    }
}
