package dev.alluvium.settings.binder;

import dev.alluvium.settings.Default;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.LeftOut;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every key that the binder takes, and its default, from the records that it binds. */
final class ConfigurationKeys {
    private final List<Key> keys = new ArrayList<>();

    /**
     * A key.
     *
     * @param part the keys above it, such as {@code models.NAME.trigger}; empty at the top
     * @param name the whole key
     * @param value what may stand there
     * @param standard the default, as Markdown
     * @param meaning what the component's Javadoc says
     */
    record Key(String part, String name, String value, String standard, String meaning) {}

    private ConfigurationKeys() {}

    /** The keys of a file that is bound to {@code type}, parts after what stands beside them. */
    static List<Key> of(Class<? extends Record> type) {
        ConfigurationKeys collected = new ConfigurationKeys();
        collected.add(type, "", "");
        return collected.keys;
    }

    private void add(Class<?> type, String part, String before) {
        Map<String, String> meanings = ComponentDocs.of(type);
        List<Runnable> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = RecordBinder.join(part, RecordBinder.key(component));
            Class<?> inner = inner(component.getGenericType());
            if (inner.isRecord()) {
                String first = before(component, inner, before, !part.isEmpty());
                parts.add(() -> add(inner, name + suffix(component.getType()), first));
            }
            keys.add(new Key(
                    part,
                    name,
                    words(component.getGenericType()),
                    before + standard(component),
                    meanings.getOrDefault(component.getName(), "")));
        }
        parts.forEach(Runnable::run);
    }

    /** What goes before the defaults of a part: of a model, what is {@link Given} there is completed from the base's profile. */
    private static String before(RecordComponent part, Class<?> type, String above, boolean ofModel) {
        if (part.getType() == Given.class) {
            return ofModel ? "the base's profile, or " : "";
        }
        return RecordBinder.canBeOff(type) ? "" : above;
    }

    private static String standard(RecordComponent component) {
        LeftOut leftOut = component.getAnnotation(LeftOut.class);
        Default standard = component.getAnnotation(Default.class);
        Class<?> type = component.getType();
        if (leftOut != null) {
            return leftOut.value();
        } else if (standard != null) {
            return standard.value().isEmpty() ? "none" : "`" + standard.value() + "`";
        } else if (type.isRecord() || type == Given.class) {
            return RecordBinder.canBeOff(inner(component.getGenericType())) && isNullable(component)
                    ? "`off`"
                    : "as below";
        }
        return isNullable(component) || type == Map.class || type == List.class ? "none" : "required";
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String words(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? words(of[1]) + " by name"
                    : generic.getRawType() == List.class ? "list of " + words(of[0]) : words(of[0]);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            Set<String> words = new TreeSet<>(RecordBinder.words(raw).keySet());
            if (RecordBinder.canBeOff(raw)) {
                words.add("off");
            }
            return "keys" + words.stream().map(word -> ", or `" + word + "`").collect(Collectors.joining());
        } else if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(constant -> "`" + code((Enum<?>) constant) + "`")
                    .collect(Collectors.joining(", "));
        } else if (raw == Duration.class) {
            return "duration";
        } else if (raw == String.class) {
            return "text";
        } else if (raw == boolean.class) {
            return "`on`, `off`";
        }
        return raw == Double.class || raw == double.class ? "number" : "whole number";
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What keys may stand below a value of this type: itself, or what a list, a map or {@link Given} holds of it. */
    private static Class<?> inner(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return inner(of[of.length - 1]);
        }
        return (Class<?>) type;
    }

    private static String suffix(Class<?> type) {
        return type == Map.class ? ".NAME" : type == List.class ? "[]" : "";
    }
}
