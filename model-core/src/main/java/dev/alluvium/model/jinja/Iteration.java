package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Python's {@code iter} gives of a value. */
final class Iteration {
    private Iteration() {}

    static List<@Nullable Object> items(@Nullable Object given, Budget budget) {
        Object value = Markup.plain(given);
        List<@Nullable Object> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            items.addAll(list);
        } else if (value instanceof Map<?, ?> entries) {
            items.addAll(entries.keySet());
        } else if (value instanceof String text) {
            text.codePoints().mapToObj(Character::toString).forEach(items::add);
        } else if (!(value instanceof Undefined)) {
            throw new JinjaException("cannot iterate over " + Python.shown(value));
        }
        budget.list(items.size());
        return items;
    }
}
