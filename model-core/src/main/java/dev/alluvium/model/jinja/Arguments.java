package dev.alluvium.model.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The evaluated arguments of a call. */
record Arguments(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    boolean has(int position, String name) {
        return position < positional.size() || named.containsKey(name);
    }

    /** An argument by position or name; null if it is not given. */
    @Nullable Object get(int position, String name) {
        return position < positional.size() ? positional.get(position) : named.get(name);
    }

    /** A text that may be left out. */
    @Nullable String text(int position, String name) {
        Object value = get(position, name);
        return value == null ? null : Python.text(value);
    }

    String required(int position, String name) {
        String text = text(position, name);
        if (text == null) {
            throw new JinjaException("the argument " + name + " is missing");
        }
        return text;
    }

    int integer(int position, String name, int absent) {
        Long value = whole(position, name);
        if (value == null) {
            return absent;
        } else if (value != value.intValue()) {
            throw new JinjaException(
                    "the argument " + name + " must be no longer than " + Integer.MAX_VALUE + ", not " + value);
        }
        return value.intValue();
    }

    /** A whole number; null if it is not given. */
    @Nullable Long whole(int position, String name) {
        Object value = get(position, name);
        if (value == null) {
            return null;
        } else if (value instanceof Long || value instanceof Boolean) {
            return Arithmetic.whole(value);
        }
        throw new JinjaException("the argument " + name + " must be a number, not " + Python.shown(value));
    }

    boolean flag(int position, String name) {
        return Python.truth(get(position, name));
    }

    /** The arguments after the first so many. */
    Arguments after(int count) {
        return new Arguments(positional.subList(Math.min(count, positional.size()), positional.size()), named);
    }
}
