package dev.alluvium.model.jinja;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code attribute} of a filter: names and indices with dots between them, the item itself if there is none. */
record AttributePath(List<Object> keys) {
    static AttributePath of(@Nullable Object attribute) {
        if (attribute == null) {
            return new AttributePath(List.of());
        } else if (attribute instanceof Long) {
            return new AttributePath(List.of(attribute));
        }
        return new AttributePath(Arrays.stream(Python.text(attribute).split("\\.", -1))
                .map(AttributePath::key)
                .toList());
    }

    private static Object key(String part) {
        boolean index = !part.isEmpty() && part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
        return index ? (Object) Long.valueOf(part) : part;
    }

    @Nullable Object of(@Nullable Object item, Budget budget) {
        return of(item, null, budget);
    }

    /** What stands there; the other value, unless that is null, where it is undefined. */
    @Nullable Object of(@Nullable Object item, @Nullable Object absent, Budget budget) {
        Object part = item;
        for (Object key : keys) {
            part = Members.item(part, key, budget);
            part = absent != null && part instanceof Undefined ? absent : part;
        }
        return part;
    }
}
