package dev.alluvium.settings.binder;

import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.LeftOut;
import dev.alluvium.settings.RawTopicConfig;
import dev.alluvium.settings.RuleSettings;
import dev.alluvium.settings.SamplingConfig;
import dev.alluvium.settings.SuiteConfig;
import dev.alluvium.settings.VllmConfig;
import dev.alluvium.settings.WatchedFilesConfig;
import dev.alluvium.settings.WhenOff;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every key that the binder takes, from the records that it binds, and its default, from binding nothing. */
final class ConfigurationKeys {
    /** What a part needs that has no default of its own. */
    private static final Map<Class<?>, String> LEAST = Map.of(
            HttpConfig.TokenConfig.class, "{ token: '01234567890123456789012345678901', role: reader }",
            RawTopicConfig.class, "{ models: [notes] }",
            RuleSettings.class, "{ name: rule, when: 'true' }",
            SamplingConfig.class, "{ attribute: source, weights: { crm: 2 } }",
            SuiteConfig.class, "{ file: cases.yaml }",
            VllmConfig.class, "{ pods: ['http://localhost:8000'], adapters: /adapters }",
            WatchedFilesConfig.class, "{ path: inbox }");

    private static final Set<String> PROFILES = Set.of("training", "replay", "gate");

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
        collected.add(type, "", false);
        return collected.keys;
    }

    private void add(Class<?> type, String part, boolean profiled) {
        Record defaults = defaults(type);
        Map<String, String> meanings = ComponentDocs.of(type);
        List<Runnable> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = RecordBinder.join(part, RecordBinder.key(component));
            Class<?> inner = inner(component.getGenericType());
            boolean ofProfile = PROFILES.contains(component.getName()) || profiled && !canBeOff(inner);
            if (inner.isRecord()) {
                parts.add(() -> add(inner, name + suffix(component.getType()), ofProfile));
            }
            keys.add(new Key(
                    part,
                    name,
                    words(component.getGenericType()),
                    standard(component, value(component, defaults), type, profiled, part),
                    meanings.getOrDefault(component.getName(), "")));
        }
        parts.forEach(Runnable::run);
    }

    private static Record defaults(Class<?> type) {
        return ConfigLoader.parse(
                "defaults of " + type, LEAST.getOrDefault(type, "{}"), type.asSubclass(Record.class), Map.of());
    }

    private static @Nullable Object value(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String standard(
            RecordComponent component, @Nullable Object value, Class<?> type, boolean profiled, String part) {
        LeftOut leftOut = component.getAnnotation(LeftOut.class);
        if (leftOut != null) {
            return leftOut.value();
        }
        if (LEAST.getOrDefault(type, "").contains(RecordBinder.key(component) + ":")) {
            return "required";
        }
        if (value == null && profiled) {
            return part.startsWith("models.") ? "the base's profile" : "the program's";
        } else if (component.getType().isRecord()) {
            return value == null && canBeOff(component.getType()) ? "`off`" : "as below";
        }
        return value == null ? "none" : text(value);
    }

    private static boolean canBeOff(Class<?> type) {
        WhenOff off = type.getAnnotation(WhenOff.class);
        return off != null && off.absent()
                || Arrays.stream(type.getFields())
                        .anyMatch(field -> field.getName().equals("OFF"));
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(Object::toString).collect(Collectors.joining(", ", "`[", "]`"));
        } else if (value instanceof Map<?, ?> map) {
            return "none";
        } else if (value instanceof Duration duration) {
            return "`" + duration(duration) + "`";
        } else if (value instanceof Boolean on) {
            return on ? "`on`" : "`off`";
        } else if (value instanceof Enum<?> constant) {
            return "`" + code(constant) + "`";
        } else {
            return value.equals("") ? "none" : "`" + value + "`";
        }
    }

    private static String duration(Duration duration) {
        if (duration.isZero()) {
            return "off";
        } else if (duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + "d";
        }
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? "list of " + words(of[0]) : words(of[1]) + " by name";
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return canBeOff(raw) ? "keys, or `off`" : "keys";
        } else if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(constant -> "`" + code((Enum<?>) constant) + "`")
                    .collect(Collectors.joining(", "));
        } else if (raw == Duration.class) {
            return "duration";
        } else if (raw == String.class) {
            return "text";
        } else if (raw == Boolean.class || raw == boolean.class) {
            return "`on`, `off`";
        }
        return raw == Double.class || raw == double.class ? "number" : "whole number";
    }

    /** What keys may stand below a value of this type: itself, or what a list or map of it holds. */
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
