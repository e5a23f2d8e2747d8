package dev.alluvium.model.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and their values; what a loop or macro sets is not seen outside of it. */
final class Scope {
    private final @Nullable Scope outer;
    private final Map<String, @Nullable Object> values;

    private Scope(@Nullable Scope outer, Map<String, @Nullable Object> values) {
        this.outer = outer;
        this.values = values;
    }

    static Scope of(Map<String, ? extends @Nullable Object> values) {
        return new Scope(null, new HashMap<>(values));
    }

    Scope inner() {
        return new Scope(this, new HashMap<>());
    }

    void set(String name, @Nullable Object value) {
        values.put(name, value);
    }

    @Nullable Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.values.containsKey(name)) {
                return scope.values.get(name);
            }
        }
        return new Undefined(name);
    }
}
