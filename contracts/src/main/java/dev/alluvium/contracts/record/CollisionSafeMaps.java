package dev.alluvium.contracts.record;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Maps whose keys a sender chose. {@link Map#copyOf} looks through all keys of one hash code, and anybody can make up
 * thousands of these; a {@link HashMap} keeps them in a tree.
 */
public final class CollisionSafeMaps {
    private CollisionSafeMaps() {}

    /**
     * An unmodifiable copy.
     *
     * @throws NullPointerException if a key or a value is null, as by {@link Map#copyOf}
     */
    public static Map<String, String> copy(Map<String, String> map) {
        Map<String, String> copy = new HashMap<>(map);
        copy.forEach((name, value) -> {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
        });
        return Collections.unmodifiableMap(copy);
    }
}
