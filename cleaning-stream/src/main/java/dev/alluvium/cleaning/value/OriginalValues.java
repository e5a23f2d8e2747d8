package dev.alluvium.cleaning.value;

import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Undoes what normalising values did to a record, by the record's attributes {@code original/NOW}. */
public final class OriginalValues {
    static final String PREFIX = "original/";

    private OriginalValues() {}

    /** Whether {@code record} tells of values that were written otherwise. */
    public static boolean isTold(KnowledgeRecord record) {
        return record.allAttributes().keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    /**
     * The record with every value as it was written, and without the attributes that told so; the very same record if none does.
     *
     * @throws IllegalArgumentException if the attributes do not belong to the texts, for these have been changed since
     */
    public static KnowledgeRecord restore(KnowledgeRecord record) {
        if (!isTold(record)) {
            return record;
        }
        Map<String, OriginalSpellings> ways = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        record.allAttributes().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                ways.put(name.substring(PREFIX.length()), parsed(name, value));
            } else {
                others.put(name, value);
            }
        });
        NewSpellings spellings = new NewSpellings(ways.keySet());
        KnowledgeRecord restored = RecordText.mapContent(record, text -> restore(text, spellings, ways));
        ways.forEach((spelling, told) -> {
            if (!told.isDone()) {
                throw mismatch(spelling, "the record has fewer of it than were told", null);
            }
        });
        return restored.withAttributes(others.isEmpty() ? null : others);
    }

    private static OriginalSpellings parsed(String name, String value) {
        String spelling = name.substring(PREFIX.length());
        if (spelling.isEmpty()) {
            throw mismatch(spelling, "it names no value", null);
        }
        try {
            return OriginalSpellings.parse(value);
        } catch (IllegalArgumentException e) {
            throw mismatch(spelling, e.getMessage(), e);
        }
    }

    private static String restore(String text, NewSpellings spellings, Map<String, OriginalSpellings> ways) {
        StringBuilder restored = new StringBuilder(text.length());
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int next = at + 1;
            for (String spelling : spellings.at(text, at)) {
                String written = next(spelling, Objects.requireNonNull(ways.get(spelling)));
                if (written != null) {
                    restored.append(text, from, at).append(written);
                    next = at + spelling.length();
                    from = next;
                    break;
                }
            }
            at = next;
        }
        return from == 0 ? text : restored.append(text, from, text.length()).toString();
    }

    private static @Nullable String next(String spelling, OriginalSpellings ways) {
        try {
            return ways.next();
        } catch (IllegalArgumentException e) {
            throw mismatch(spelling, e.getMessage(), e);
        }
    }

    private static IllegalArgumentException mismatch(String spelling, @Nullable String why, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "attribute " + PREFIX + spelling + ": " + why + "; restore the record as cleaning wrote it", cause);
    }
}
