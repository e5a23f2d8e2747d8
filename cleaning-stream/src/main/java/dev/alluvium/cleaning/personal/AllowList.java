package dev.alluvium.cleaning.personal;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an installation publishes itself: its support address, its hotline, its own codes. An entry is a value as it is
 * written, or has a {@code *} for any characters: {@code *@example.com}.
 */
public final class AllowList {
    /** Nothing is allowed. */
    public static final AllowList NONE = new AllowList(List.of());

    private final Set<String> values = new HashSet<>();
    private final List<Wildcard> patterns;

    public AllowList(List<String> entries) {
        entries.stream()
                .filter(entry -> entry.indexOf('*') < 0)
                .flatMap(entry -> Stream.of(plain(entry), PersonalType.PHONE.canonical(entry)))
                .filter(entry -> !entry.isEmpty())
                .forEach(values::add);
        patterns = entries.stream()
                .filter(entry -> entry.indexOf('*') >= 0)
                .map(AllowList::plain)
                .map(Wildcard::new)
                .toList();
    }

    boolean allows(PersonalType type, String value) {
        if (values.isEmpty() && patterns.isEmpty()) {
            return false;
        }
        String plain = plain(value);
        return values.contains(plain)
                || values.contains(plain(type.canonical(value)))
                || patterns.stream().anyMatch(pattern -> pattern.matches(plain));
    }

    private static String plain(String value) {
        return value.replaceAll("[\\s()-]", "").toLowerCase(Locale.ROOT);
    }
}
