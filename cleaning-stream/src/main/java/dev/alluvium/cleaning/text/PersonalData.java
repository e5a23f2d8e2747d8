package dev.alluvium.cleaning.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds e-mail addresses and telephone numbers and puts typed placeholders in their place. */
public final class PersonalData {
    /** What a piece of personal data is. */
    public enum Type {
        EMAIL,
        PHONE;

        /** The form in which two spellings of one value are equal. */
        String canonical(String value) {
            return this == EMAIL ? value.toLowerCase(Locale.ROOT) : value.replaceAll("[^0-9]", "");
        }
    }

    /** A place in a text, the end excluded. */
    record Found(Type type, int start, int end) {}

    private PersonalData() {}

    /** Whether {@code text} holds personal data. */
    public static boolean in(String text) {
        return !find(text).isEmpty();
    }

    /** {@code text} with everything personal replaced; the very same string if there is nothing. */
    public static String redact(String text, Placeholders placeholders) {
        List<Found> found = find(text);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int from = 0;
        for (Found each : found) {
            if (each.start() >= from) {
                String value = text.substring(each.start(), each.end());
                redacted.append(text, from, each.start()).append(placeholders.of(each.type(), value));
                from = each.end();
            }
        }
        return redacted.append(text, from, text.length()).toString();
    }

    private static List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        EmailAddresses.find(text, found);
        PhoneNumbers.find(text, found);
        found.sort(Comparator.comparingInt(Found::start));
        return found;
    }
}
