package dev.alluvium.contracts.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that what was read from JSON has every field that its type requires. A component that JSON lacks is null; one
 * that is not declared {@code @Nullable} may not be.
 */
public final class RequiredFields {
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(Part::of)
                    .toList();
        }
    };

    private RequiredFields() {}

    /** The first part that is missing, such as {@code adapter.uri}; empty if the value and all records in it are whole. */
    public static Optional<String> missing(@Nullable Object value) {
        return Optional.ofNullable(lack(value)).map(path -> path.isEmpty() ? "content" : path);
    }

    /** The path to what is missing, empty for the value itself; null if it is whole. */
    private static @Nullable String lack(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Collection<?> values) {
            return lackOfAny(values);
        }
        if (value instanceof Map<?, ?> map) {
            return lackOfAny(map.values());
        }
        return value.getClass().isRecord() ? lackOfRecord(value) : null;
    }

    private static @Nullable String lackOfAny(Collection<?> values) {
        for (Object each : values) {
            String lack = lack(each);
            if (lack != null) {
                return lack;
            }
        }
        return null;
    }

    private static @Nullable String lackOfRecord(Object value) {
        for (Part part : PARTS.get(value.getClass())) {
            Object held = part.of(value);
            String lack = held == null && part.optional() ? null : lack(held);
            if (lack != null) {
                return part.path(lack);
            }
        }
        return null;
    }

    private record Part(String name, Method accessor, boolean optional, boolean unwrapped) {
        static Part of(RecordComponent component) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean unwrapped = component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
            return new Part(component.getName(), component.getAccessor(), optional, unwrapped);
        }

        /** Where a field is missing in JSON: the fields of an unwrapped part stand beside those of its record. */
        String path(String missing) {
            if (missing.isEmpty()) {
                return name;
            }
            return unwrapped ? missing : name + "." + missing;
        }

        @Nullable Object of(Object value) {
            try {
                return accessor.invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(name + " of a public contract cannot be read", e);
            }
        }
    }
}
