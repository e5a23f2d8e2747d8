package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is given of a part whose other keys depend on the base: the model's own word goes before that of the base's profile,
 * and the profile's before the default.
 *
 * @param type the part
 * @param values by component, those alone that are given; a part of the part is a {@link Given} too, unless it can be off: such
 *     a one is given as a whole
 */
public record Given<T extends Record>(Class<T> type, Map<String, Object> values) {
    public Given {
        values = Map.copyOf(values);
    }

    /** Nothing: all of it comes from elsewhere. */
    public static <T extends Record> Given<T> nothing(Class<T> type) {
        return new Given<>(type, Map.of());
    }

    /** Every key of a record. */
    public static <T extends Record> Given<T> all(Class<T> type, T whole) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Optional.ofNullable(RecordBinder.value(component, whole))
                    .ifPresent(value -> values.put(component.getName(), value));
        }
        return new Given<>(type, values);
    }

    public boolean isNothing() {
        return values.isEmpty();
    }

    /** The value of a component, if it is given. */
    public <V> Optional<V> value(String component, Class<V> as) {
        return Optional.ofNullable(values.get(component)).map(as::cast);
    }

    /** What is given, and the rest as in {@code rest}. */
    public T over(T rest) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] merged = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object below = RecordBinder.value(components[i], rest);
            Object own = values.get(components[i].getName());
            merged[i] =
                    own instanceof Given<?> part && below != null ? part.overPart(below) : own == null ? below : own;
        }
        return RecordBinder.build(type, merged);
    }

    private T overPart(Object rest) {
        return over(type.cast(rest));
    }
}
