package dev.alluvium.model.jinja;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code namespace(…)}: the one object whose attributes a template may set, also from inside of a loop. */
final class Namespace {
    private final Map<String, @Nullable Object> attributes;

    Namespace(Map<String, @Nullable Object> attributes) {
        this.attributes = new LinkedHashMap<>(attributes);
    }

    @Nullable Object get(String name) {
        return attributes.containsKey(name) ? attributes.get(name) : new Undefined(name);
    }

    void set(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    @Override
    public String toString() {
        return "<Namespace " + Python.shown(attributes) + ">";
    }
}
