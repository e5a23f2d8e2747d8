package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes, items and slices of values. */
final class Members {
    private Members() {}

    static @Nullable Object attribute(@Nullable Object of, String name, Budget budget) {
        if (of instanceof Undefined undefined) {
            throw undefined.error();
        } else if (of instanceof Namespace namespace) {
            return namespace.get(name);
        } else if (of instanceof Loop loop) {
            return loop.get(name);
        } else if (of instanceof Map<?, ?> entries) {
            Function method = Methods.ofMap(entries, name);
            return method != null ? method : entry(entries, name);
        }
        Function method = of instanceof String text
                ? Methods.ofText(text, name, budget)
                : of instanceof List<?> items ? Methods.ofList(items, name) : null;
        return method != null ? method : new Undefined(name);
    }

    static @Nullable Object item(@Nullable Object of, @Nullable Object key, Budget budget) {
        if (of instanceof Undefined undefined) {
            throw undefined.error();
        } else if (of instanceof Map<?, ?> entries) {
            return entry(entries, key);
        } else if (key instanceof Long index && of instanceof List<?> items) {
            long at = index < 0 ? index + items.size() : index;
            return at >= 0 && at < items.size() ? items.get((int) at) : new Undefined("item " + index);
        } else if (key instanceof Long index && of instanceof String text) {
            int[] points = text.codePoints().toArray();
            long at = index < 0 ? index + points.length : index;
            return at >= 0 && at < points.length
                    ? Character.toString(points[(int) at])
                    : new Undefined("character " + index);
        }
        return key instanceof String name ? attribute(of, name, budget) : new Undefined(Python.shown(key));
    }

    private static @Nullable Object entry(Map<?, ?> entries, @Nullable Object key) {
        return entries.containsKey(key) ? entries.get(key) : new Undefined(Python.text(key));
    }

    static Object slice(@Nullable Object of, @Nullable Long from, @Nullable Long to, @Nullable Long step) {
        if (of instanceof String text) {
            int[] points = text.codePoints().toArray();
            StringBuilder cut = new StringBuilder();
            indices(points.length, from, to, step).forEach(i -> cut.appendCodePoint(points[i]));
            return cut.toString();
        } else if (of instanceof List<?> items) {
            List<@Nullable Object> cut = new ArrayList<>();
            indices(items.size(), from, to, step).forEach(i -> cut.add(items.get(i)));
            return cut;
        }
        Operators.defined(of);
        throw new JinjaException("cannot slice " + Python.shown(of));
    }

    private static List<Integer> indices(int size, @Nullable Long from, @Nullable Long to, @Nullable Long by) {
        long step = by == null ? 1 : by;
        if (step == 0) {
            throw new JinjaException("the step of a slice cannot be 0");
        }
        long first = clamp(from, size, step > 0 ? 0 : size - 1L, step);
        long end = clamp(to, size, step > 0 ? size : -1, step);
        List<Integer> indices = new ArrayList<>();
        for (long i = first; step > 0 ? i < end : i > end; i += step) {
            indices.add((int) i);
        }
        return indices;
    }

    private static long clamp(@Nullable Long bound, int size, long absent, long step) {
        if (bound == null) {
            return absent;
        }
        long at = bound < 0 ? bound + size : bound;
        return step > 0 ? Math.max(0, Math.min(size, at)) : Math.max(-1, Math.min(size - 1, at));
    }
}
