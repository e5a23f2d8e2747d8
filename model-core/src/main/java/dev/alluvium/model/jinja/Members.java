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
        } else if (of instanceof LoopVariable loop) {
            return loop.get(name);
        } else if (of instanceof Cycler cycler) {
            return cycler.get(name);
        }
        Function method = method(of, name, budget);
        if (method != null) {
            return method;
        } else if (of instanceof Tuple tuple) {
            return tuple.get(name);
        }
        return of instanceof Map<?, ?> entries ? entry(entries, name) : new Undefined(name);
    }

    /** As the filter {@code attr} takes it, which looks into no mapping. */
    static @Nullable Object filtered(@Nullable Object of, String name, Budget budget) {
        if (of instanceof Map<?, ?>) {
            Function method = method(of, name, budget);
            return method == null ? new Undefined(name) : method;
        }
        return attribute(of, name, budget);
    }

    private static @Nullable Function method(@Nullable Object of, String name, Budget budget) {
        Function method = of instanceof String text
                ? Methods.ofText(text, name, budget)
                : of instanceof List<?> items
                        ? Methods.ofList(items, name, budget)
                        : of instanceof Map<?, ?> entries ? Methods.ofMap(entries, name) : null;
        if (of instanceof Markup markup) {
            Function plain = Methods.ofText(markup.text(), name, budget);
            return plain == null ? null : Markup.method(name, plain, budget);
        } else if (method == null) {
            return null;
        }
        return arguments -> {
            budget.read(of);
            return method.call(arguments);
        };
    }

    static @Nullable Object item(@Nullable Object of, @Nullable Object key, Budget budget) {
        if (of instanceof Undefined undefined) {
            throw undefined.error();
        } else if (of instanceof Markup markup) {
            return Markup.wrapped(item(markup.text(), key, budget));
        } else if (of instanceof Map<?, ?> entries) {
            Object plain = Markup.plain(key);
            Function method =
                    plain instanceof String name && !entries.containsKey(name) ? method(of, name, budget) : null;
            return method != null ? method : entry(entries, plain);
        } else if (key instanceof Boolean index && (of instanceof List || of instanceof String)) {
            return item(of, index ? 1L : 0L, budget);
        } else if (key instanceof Long index && of instanceof List<?> items) {
            long at = index < 0 ? index + items.size() : index;
            return at >= 0 && at < items.size() ? items.get((int) at) : new Undefined("item " + index);
        } else if (key instanceof Long index && of instanceof String text) {
            return character(text, index, budget);
        }
        return Markup.plain(key) instanceof String name
                ? attribute(of, name, budget)
                : new Undefined(Python.shown(key));
    }

    private static @Nullable Object entry(Map<?, ?> entries, @Nullable Object key) {
        boolean found = !(key instanceof List) && !(key instanceof Map) && Python.has(entries, key);
        return found ? entries.get(key) : new Undefined(Python.text(key));
    }

    private static Object character(String text, long index, Budget budget) {
        long passed = index < 0 ? -index : index;
        if (index == Long.MIN_VALUE || passed > text.length()) {
            return new Undefined("character " + index);
        }
        budget.text(passed);
        try {
            int at = text.offsetByCodePoints(index < 0 ? text.length() : 0, (int) index);
            return at < text.length() ? Character.toString(text.codePointAt(at)) : new Undefined("character " + index);
        } catch (IndexOutOfBoundsException e) {
            return new Undefined("character " + index);
        }
    }

    static Object slice(@Nullable Object of, @Nullable Long from, @Nullable Long to, @Nullable Long step) {
        if (of instanceof Markup markup) {
            return new Markup((String) slice(markup.text(), from, to, step));
        } else if (of instanceof String text) {
            int[] points = text.codePoints().toArray();
            StringBuilder cut = new StringBuilder();
            indices(points.length, from, to, step).forEach(i -> cut.appendCodePoint(points[i]));
            return cut.toString();
        } else if (of instanceof List<?> items) {
            List<@Nullable Object> cut = new ArrayList<>();
            indices(items.size(), from, to, step).forEach(i -> cut.add(items.get(i)));
            return of instanceof Tuple ? Tuple.of(cut) : cut;
        }
        Operators.defined(of);
        throw new JinjaException("cannot slice " + Python.shown(of));
    }

    private static List<Integer> indices(int size, @Nullable Long from, @Nullable Long to, @Nullable Long by) {
        // A step beyond the size gives the first item alone.
        long step = by == null ? 1 : Math.max(-size - 1L, Math.min(size + 1L, by));
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
