package dev.alluvium.accumulator.adapter;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was read from JSON has everything that its type requires: a component that JSON lacks is null, and one that
 * is not declared {@code @Nullable} may not be.
 */
final class Whole {
    private static final ClassValue<List<RecordComponent>> REQUIRED = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .toList();
        }
    };

    private Whole() {}

    /** Looks at a record and the records in it. */
    static boolean isWhole(@Nullable Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().allMatch(Whole::isWhole);
        }
        return value != null
                && (!value.getClass().isRecord()
                        || REQUIRED.get(value.getClass()).stream()
                                .allMatch(component -> isWhole(of(value, component))));
    }

    private static @Nullable Object of(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of a public contract cannot be read", e);
        }
    }
}
