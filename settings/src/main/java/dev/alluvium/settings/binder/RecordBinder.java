package dev.alluvium.settings.binder;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.alluvium.settings.Default;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.WhenOff;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Binds a YAML tree to a record: components are keys in kebab case, and what is given is laid over the defaults. The
 * record's own constructor says which values are legal. All problems are collected before the first one is reported.
 *
 * <p>A key that is left out, empty or {@code auto} has the value of its {@link Default}; without one, null where the component
 * is {@link Nullable}, an empty list or map, nothing {@link Given}, or a part with its own defaults. A component with none of
 * these is required.
 */
public final class RecordBinder {
    private static final Set<String> DEFAULTS = Set.of("auto", "off", "false", "default");

    private static final Pattern KEY_AND_VALUE = Pattern.compile("^([a-z-]+)=[^:]*(: .*)$");

    private final String source;
    private final Scalars scalars;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param source named in messages
     * @param environment for values such as {@code ${NAME}}
     */
    public RecordBinder(String source, Map<String, String> environment) {
        this.source = source;
        this.scalars = new Scalars(environment);
    }

    /**
     * The record that the tree describes.
     *
     * @throws ConfigException with every problem found
     */
    public <T extends Record> T bind(@Nullable JsonNode tree, Class<T> type) {
        Object bound = record(tree, type, "");
        if (!problems.isEmpty() || bound == null) {
            throw new ConfigException(source, problems);
        }
        return type.cast(bound);
    }

    /** A record of which nothing is given. */
    public static <T extends Record> T defaults(Class<T> type) {
        return new RecordBinder(type.getSimpleName(), Map.of()).bind(null, type);
    }

    /**
     * What a tree gives of a record.
     *
     * @throws ConfigException with every problem found
     */
    public <T extends Record> Given<T> bindGiven(JsonNode tree, Class<T> type) {
        Given<T> bound = given(tree, type, "");
        if (!problems.isEmpty() || bound == null) {
            throw new ConfigException(source, problems);
        }
        return bound;
    }

    private @Nullable Object value(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return map(node, generic.getActualTypeArguments()[1], path);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return list(node, generic.getActualTypeArguments()[0], path);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Given.class) {
            return given(node, part(generic), path);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return node.isValueNode() ? word(node, raw, path) : record(node, raw, path);
        }
        if (!node.isValueNode()) {
            problems.add(path + ": must be a single value");
            return null;
        }
        try {
            return scalars.parse(node.asText(), raw);
        } catch (IllegalArgumentException e) {
            problems.add(path + "=" + node.asText() + ": " + e.getMessage());
            return null;
        }
    }

    /** A part that is written as one word: its defaults, off, or a public constant of the record. */
    private @Nullable Object word(JsonNode node, Class<?> type, String path) {
        String text = node.asText();
        if (DEFAULTS.contains(text)) {
            return switched(text, type, path);
        }
        Object named = words(type).get(text);
        return named != null ? named : record(node, type, path);
    }

    /** The public constants of a record but its defaults, by the words that they are written as. */
    static Map<String, Object> words(Class<?> type) {
        Map<String, Object> words = new TreeMap<>();
        for (Field field : type.getFields()) {
            String word = field.getName().toLowerCase(Locale.ROOT).replace('_', '-');
            if (field.getType() == type && !word.equals("default")) {
                words.put(word, constant(field));
            }
        }
        return words;
    }

    private static Object constant(Field field) {
        try {
            return Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " must be public", e);
        }
    }

    /** The defaults, or what the record says about being off: its public constant {@code OFF}, or {@link WhenOff}. */
    private @Nullable Object switched(String text, Class<?> type, String path) {
        if (!text.equals("off") && !text.equals("false")) {
            return null;
        }
        Object constant = words(type).get("off");
        WhenOff off = type.getAnnotation(WhenOff.class);
        if (constant == null && (off == null || !off.absent())) {
            problems.add(
                    path + "=off: cannot be off; " + (off == null ? "leave it out for its defaults" : off.remedy()));
        }
        return constant;
    }

    private @Nullable Object record(@Nullable JsonNode node, Class<?> type, String path) {
        RecordComponent[] components = type.getRecordComponents();
        if (!hasKeys(node, components, path)) {
            return null;
        }
        int before = problems.size();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = laidOver(node, components[i], path);
        }
        Object built = construct(type, components, values, path, node, problems.size() > before);
        return problems.size() > before ? null : built;
    }

    /** The value that is given for a component, or what it is without. */
    private @Nullable Object laidOver(@Nullable JsonNode node, RecordComponent component, String path) {
        String at = join(path, key(component));
        JsonNode child = child(node, component);
        Object given = child == null ? null : value(child, component.getGenericType(), at);
        return given != null ? given : leftOut(component, at);
    }

    private @Nullable Object leftOut(RecordComponent component, String path) {
        Default standard = component.getAnnotation(Default.class);
        Class<?> raw = component.getType();
        if (standard != null) {
            return value(TextNode.valueOf(standard.value()), component.getGenericType(), path);
        } else if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        } else if (raw == Map.class) {
            return Map.of();
        } else if (raw == List.class) {
            return List.of();
        } else if (raw == Given.class) {
            return Given.nothing(part((ParameterizedType) component.getGenericType()));
        }
        return raw.isRecord() ? record(null, raw, path) : null;
    }

    /** What stands in the tree, whose values the record must allow beside its defaults. */
    private <T extends Record> @Nullable Given<T> given(JsonNode node, Class<T> type, String path) {
        if (node.isValueNode() && DEFAULTS.contains(node.asText())) {
            Object off = switched(node.asText(), type, path);
            return off == null ? Given.nothing(type) : Given.all(type, type.cast(off));
        }
        RecordComponent[] components = type.getRecordComponents();
        if (!hasKeys(node, components, path)) {
            return null;
        }
        int before = problems.size();
        Map<String, Object> values = new LinkedHashMap<>();
        Object[] whole = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String at = join(path, key(components[i]));
            JsonNode child = child(node, components[i]);
            Object value = child == null ? null : partOrValue(child, components[i], at);
            if (value != null) {
                values.put(components[i].getName(), value);
            }
            whole[i] = value == null || value instanceof Given ? leftOut(components[i], at) : value;
        }
        construct(type, components, whole, path, node, problems.size() > before);
        return problems.size() > before ? null : new Given<>(type, values);
    }

    private @Nullable Object partOrValue(JsonNode node, RecordComponent component, String path) {
        Class<?> raw = component.getType();
        return raw.isRecord() && !canBeOff(raw)
                ? given(node, raw.asSubclass(Record.class), path)
                : value(node, component.getGenericType(), path);
    }

    /** Whether {@code off} may be written in place of a part. */
    static boolean canBeOff(Class<?> part) {
        WhenOff off = part.getAnnotation(WhenOff.class);
        return off != null && off.absent() || words(part).containsKey("off");
    }

    /** What is given a part of. */
    private static Class<? extends Record> part(ParameterizedType given) {
        return ((Class<?>) given.getActualTypeArguments()[0]).asSubclass(Record.class);
    }

    private static @Nullable JsonNode child(@Nullable JsonNode node, RecordComponent component) {
        JsonNode child = node == null ? null : node.get(key(component));
        return child == null || child.isNull() ? null : child;
    }

    /** Whether a tree can be a record; keys that it does not know are problems. */
    private boolean hasKeys(@Nullable JsonNode node, RecordComponent[] components, String path) {
        if (node != null && !node.isObject() && !node.isNull() && !node.isMissingNode()) {
            problems.add((path.isEmpty() ? source : path) + ": must have keys: " + String.join(", ", keys(components)));
            return false;
        }
        if (node != null) {
            unknownKeys(node, components, path);
        }
        return true;
    }

    private @Nullable Object construct(
            Class<?> type,
            RecordComponent[] components,
            Object[] values,
            String path,
            @Nullable JsonNode node,
            boolean incomplete) {
        try {
            return build(type.asSubclass(Record.class), values);
        } catch (IllegalArgumentException e) {
            problems.add(join(path, asWritten(e.getMessage(), node)));
        } catch (NullPointerException e) {
            if (!incomplete) {
                problems.add(path + ": is incomplete, it needs " + String.join(", ", keys(components)));
            }
        }
        return null;
    }

    /**
     * A record by its canonical constructor.
     *
     * @throws IllegalArgumentException as the record does
     */
    public static <T extends Record> T build(Class<T> type, Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("configuration record " + type.getName() + " must be public", e);
        }
    }

    /** A component of a record. */
    public static @Nullable Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "configuration record " + record.getClass().getName() + " must be public", e);
        }
    }

    /** A record's message begins with {@code key=value}: the value as it was bound becomes the one that was written. */
    private static String asWritten(@Nullable String message, @Nullable JsonNode node) {
        Matcher matcher = KEY_AND_VALUE.matcher(String.valueOf(message));
        JsonNode written = matcher.find() && node != null ? node.get(matcher.group(1)) : null;
        return written != null && written.isValueNode() && !written.asText().contains("${")
                ? matcher.group(1) + "=" + written.asText() + matcher.group(2)
                : String.valueOf(message);
    }

    private void unknownKeys(JsonNode node, RecordComponent[] components, String path) {
        List<String> known = keys(components);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(join(path, name) + ": unknown key"
                        + Suggestions.closest(name, known)
                                .map(best -> "; did you mean " + best + "?")
                                .orElse("; known here: " + String.join(", ", known)));
            }
        });
    }

    private @Nullable Map<String, Object> map(JsonNode node, Type type, String path) {
        if (!node.isObject()) {
            problems.add(path + ": must have a key for each entry");
            return null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            String at = join(path, entry.getKey());
            Object bound = entry.getValue().isNull() && type instanceof Class<?> raw && raw.isRecord()
                    ? record(null, raw, at)
                    : value(entry.getValue(), type, at);
            if (bound != null) {
                map.put(entry.getKey(), bound);
            }
        });
        return map;
    }

    private @Nullable List<Object> list(JsonNode node, Type type, String path) {
        List<Object> list = new ArrayList<>();
        if (!node.isArray()) {
            Object single = value(node, type, path);
            return single == null ? null : List.of(single);
        }
        for (int i = 0; i < node.size(); i++) {
            Object bound = value(node.get(i), type, path + "[" + i + "]");
            if (bound != null) {
                list.add(bound);
            }
        }
        return list;
    }

    private static List<String> keys(RecordComponent[] components) {
        return Arrays.stream(components).map(RecordBinder::key).toList();
    }

    static String key(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null && !named.value().isEmpty() ? named.value() : kebab(component.getName());
    }

    /** A component's name as a key. */
    static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static String join(String path, @Nullable String key) {
        return path.isEmpty() || key != null && key.startsWith(path + ".") ? String.valueOf(key) : path + "." + key;
    }
}
