package dev.alluvium.cleaning.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much a text says: the sum over its different terms of (1 + ln tf) x idf, divided by the number of its terms. A
 * term is a word, or two neighbouring characters of Chinese; idf is 0 for the words and characters of the shipped list of
 * common ones and 1 for all others. A text of common words and one of a word repeated both come near 0.
 */
public final class InformationDensity {
    private static final LongCounts COMMON = new LongCounts(1_024);
    private static final BitSet COMMON_HAN = new BitSet(Character.MAX_VALUE + 1);

    static {
        for (String word : common()) {
            COMMON.add(TextUnits.hashOf(word, 0, word.length()));
            if (word.length() == 1) {
                COMMON_HAN.set(word.charAt(0));
            }
        }
    }

    private final String text;
    private final LongCounts counts;
    private int terms;
    private double sum;

    private InformationDensity(String text) {
        this.text = text;
        this.counts = new LongCounts(text.length() + 1);
    }

    /** The text's weight, 0 to 1; 1 for a text without terms, of which nothing can be said. */
    public static double of(String text) {
        InformationDensity information = new InformationDensity(text);
        int i = 0;
        while (i < text.length()) {
            i = information.next(i);
        }
        return information.terms == 0 ? 1 : information.sum / information.terms;
    }

    private int next(int at) {
        char c = text.charAt(at);
        if (QualityCharClass.isHan(c)) {
            char second = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (QualityCharClass.isHan(second)) {
                boolean common = COMMON_HAN.get(c) && COMMON_HAN.get(second);
                term(TextUnits.mix(((long) c << Character.SIZE) | second), common);
            }
            return at + 1;
        }
        int end = at;
        while (end < text.length() && isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (end == at) {
            return at + 1;
        }
        long word = TextUnits.hashOf(text, at, end);
        term(word, COMMON.contains(word));
        return end;
    }

    /** Adds what one more of a term adds to 1 + ln tf. */
    private void term(long hash, boolean common) {
        terms++;
        if (!common) {
            int count = counts.add(hash);
            sum += count == 1 ? 1 : Math.log((double) count / (count - 1));
        }
    }

    private static boolean isLetterOrDigit(char c) {
        byte kind = QualityCharClass.of(c);
        return kind >= QualityCharClass.LETTER
                || (kind == QualityCharClass.WIDE && !QualityCharClass.isHan(c) && Character.isLetterOrDigit(c));
    }

    private static Set<String> common() {
        InputStream resource = Objects.requireNonNull(InformationDensity.class.getResourceAsStream("common-words.txt"));
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
