package dev.alluvium.model.jinja;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tuple of Python: a list that is shown in parentheses and equals no list; its places may have names. */
final class Tuple extends AbstractList<@Nullable Object> {
    private final List<@Nullable Object> items;
    private final List<String> names;

    private Tuple(List<? extends @Nullable Object> items, List<String> names) {
        this.items = Collections.unmodifiableList(new ArrayList<@Nullable Object>(items));
        this.names = names;
    }

    static Tuple of(List<? extends @Nullable Object> items) {
        return new Tuple(items, List.of());
    }

    static Tuple named(List<String> names, List<? extends @Nullable Object> items) {
        return new Tuple(items, names);
    }

    /** The item of a named place; undefined if no place has the name. */
    @Nullable Object get(String name) {
        int at = names.indexOf(name);
        return at < 0 ? new Undefined(name) : items.get(at);
    }

    @Override
    public @Nullable Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
