package dev.alluvium.cleaning.personal;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives each personal value of one record its placeholder: the same value the same one in every field. */
public final class Placeholders {
    private final Map<PersonalType, Map<String, String>> given = new EnumMap<>(PersonalType.class);

    /** The placeholder of {@code value}, such as {@code <EMAIL_1>}. */
    String of(PersonalType type, String value) {
        Map<String, String> ofType = given.computeIfAbsent(type, any -> new HashMap<>());
        return ofType.computeIfAbsent(
                type.canonical(value), any -> "<" + type.name() + "_" + (ofType.size() + 1) + ">");
    }

    /** How many different values of each type were replaced; never the values. */
    public Map<PersonalType, Integer> counts() {
        Map<PersonalType, Integer> counts = new EnumMap<>(PersonalType.class);
        given.forEach((type, values) -> counts.put(type, values.size()));
        return counts;
    }

    /** The counts in words: {@code 2 email, 1 phone}. */
    public String summary() {
        return counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().code())
                .collect(Collectors.joining(", "));
    }
}
