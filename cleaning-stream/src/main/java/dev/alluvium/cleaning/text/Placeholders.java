package dev.alluvium.cleaning.text;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Gives each personal value of one record its placeholder: the same value the same one in every field. */
public final class Placeholders {
    private final Map<PersonalData.Type, Map<String, String>> given = new EnumMap<>(PersonalData.Type.class);

    /** The placeholder of {@code value}, such as {@code <EMAIL_1>}. */
    String of(PersonalData.Type type, String value) {
        Map<String, String> ofType = given.computeIfAbsent(type, any -> new HashMap<>());
        return ofType.computeIfAbsent(
                type.canonical(value), any -> "<" + type.name() + "_" + (ofType.size() + 1) + ">");
    }

    /** How many different values were replaced. */
    public int count() {
        return given.values().stream().mapToInt(Map::size).sum();
    }
}
