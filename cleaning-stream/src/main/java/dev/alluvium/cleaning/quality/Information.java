package dev.alluvium.cleaning.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much a text says: the sum over its different terms of (1 + ln tf) x idf, divided by the number of its terms. A
 * term is a word, or two neighbouring characters of Chinese; idf is 0 for the words and characters of the shipped list of
 * common ones and 1 for all others. A text of common words and one of a word repeated both come near 0.
 */
public final class Information {
    private static final Set<String> COMMON = common();

    private Information() {}

    /** The text's weight, 0 to 1; 1 for a text without terms, of which nothing can be said. */
    public static double of(String text) {
        Map<String, Integer> counts = new HashMap<>();
        int terms = terms(text.toLowerCase(Locale.ROOT), counts);
        double sum = 0;
        for (int count : counts.values()) {
            sum += 1 + Math.log(count);
        }
        return terms == 0 ? 1 : sum / terms;
    }

    private static int terms(String text, Map<String, Integer> counts) {
        int terms = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = i + 1;
            boolean pair = isHan(c) && end < text.length() && isHan(text.charAt(end));
            if (pair) {
                boolean common =
                        COMMON.contains(text.substring(i, end)) && COMMON.contains(text.substring(end, end + 1));
                terms += count(text.substring(i, i + 2), common, counts);
            } else if (Character.isLetterOrDigit(c) && !isHan(c)) {
                while (end < text.length() && Character.isLetterOrDigit(text.charAt(end)) && !isHan(text.charAt(end))) {
                    end++;
                }
                String word = text.substring(i, end);
                terms += count(word, COMMON.contains(word), counts);
            }
            i = end;
        }
        return terms;
    }

    private static int count(String term, boolean common, Map<String, Integer> counts) {
        if (!common) {
            counts.merge(term, 1, Integer::sum);
        }
        return 1;
    }

    private static boolean isHan(char c) {
        return c >= 0x3400 && c <= 0x9FFF;
    }

    private static Set<String> common() {
        InputStream resource = Objects.requireNonNull(Information.class.getResourceAsStream("common-words.txt"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .flatMap(line -> java.util.Arrays.stream(line.split(" ")))
                    .filter(word -> !word.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
