package dev.alluvium.cleaning.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the new spellings of a record's values in its texts. */
final class NewSpellings {
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private final Map<Character, List<String>> byFirst = new HashMap<>();

    NewSpellings(Collection<String> spellings) {
        spellings.stream()
                .sorted(LONGEST_FIRST)
                .forEach(each -> byFirst.computeIfAbsent(each.charAt(0), first -> new ArrayList<>())
                        .add(each));
    }

    /** Those that stand at {@code place}, the longest first. */
    List<String> at(String text, int place) {
        List<String> some = byFirst.getOrDefault(text.charAt(place), List.of());
        return some.isEmpty()
                ? some
                : some.stream().filter(each -> text.startsWith(each, place)).toList();
    }
}
