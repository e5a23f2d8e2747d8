package dev.alluvium.knowledge.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * English words of five letters and more (SCOWL, up to size 70), to tell a typing error from another word: a word that
 * is listed is never one. Words are known by hashes; 3 MB of heap from the first look on.
 */
final class EnglishWords {
    /** Shorter words are not corrected: too many of them are one edit from each other. */
    static final int LEAST_LETTERS = 5;

    static final int MOST_LETTERS = 32;

    private static final int LEAST_CORRECTED = 6;
    private static final int CELLS = 1 << 18;
    private static final int BITS = 1 << 21;
    private static final int LETTERS = 26;
    private static final int RADIX = 36;
    private static final String VOWELS = "aeiouy";
    private static final long[] POWERS = powers();

    private final long[] cells = new long[CELLS];
    /** The common words again: what is not here need not be looked up. */
    private final long[] common = new long[BITS / Long.SIZE];

    private static final class Holder {
        static final EnglishWords WORDS = new EnglishWords();
    }

    private EnglishWords() {
        try (InputStream in = Objects.requireNonNull(EnglishWords.class.getResourceAsStream("words-en.gz"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.US_ASCII))) {
            String word = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean often = line.endsWith("!");
                int shared = Character.digit(line.charAt(0), RADIX);
                word = word.substring(0, shared) + line.substring(1, line.length() - (often ? 1 : 0));
                add(TokenHash.of(word), often && word.length() >= LEAST_CORRECTED);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(long hash, boolean often) {
        int at = (int) hash & (CELLS - 1);
        while (cells[at] != 0) {
            at = (at + 1) & (CELLS - 1);
        }
        cells[at] = often ? hash | 1 : hash & ~1L;
        if (often) {
            int bit = bit(hash);
            common[bit / Long.SIZE] |= 1L << bit;
        }
    }

    /** Whether a word with this {@link TokenHash} is listed. */
    static boolean known(long hash) {
        return Holder.WORDS.cell(hash) != 0;
    }

    /**
     * The {@link TokenHash} of the one common word of six letters or more that an unknown word of small letters is a
     * typing error for; 0 if there is none, or more than one. A typing error leaves out, doubles, swaps or mistakes one
     * letter; the first letter is right, as it is in nearly all of them, and the end, which inflects, is as well; a vowel
     * for a vowel is another word (nitrate, nitrite).
     */
    static long corrected(CharSequence text, int start, int end) {
        return end - start < LEAST_LETTERS || end - start > MOST_LETTERS
                ? 0
                : Holder.WORDS.neighbour(text, start, end - start);
    }

    private long neighbour(CharSequence text, int start, int length) {
        long[] prefix = new long[length + 1];
        for (int i = 0; i < length; i++) {
            prefix[i + 1] = prefix[i] * TokenHash.BASE + TokenHash.value(text.charAt(start + i));
        }
        long found = 0;
        for (int i = 1; i < length; i++) {
            int letter = text.charAt(start + i);
            long before = prefix[i];
            long from = rest(prefix, i, length);
            long after = rest(prefix, i + 1, length);
            if (i < length - 1) {
                found = either(found, before * POWERS[length - 1 - i] + after);
                int next = text.charAt(start + i + 1);
                long swapped = (before * TokenHash.BASE + TokenHash.value((char) next)) * TokenHash.BASE
                        + TokenHash.value((char) letter);
                found = either(found, swapped * POWERS[length - 2 - i] + rest(prefix, i + 2, length));
            }
            for (char other = 'a'; other < 'a' + LETTERS; other++) {
                long with = before * TokenHash.BASE + TokenHash.value(other);
                found = either(found, with * POWERS[length - i] + from);
                if (i < length - 1 && other != letter && !(vowel(other) && vowel(letter))) {
                    found = either(found, with * POWERS[length - 1 - i] + after);
                }
            }
        }
        return found == -1 ? 0 : found;
    }

    /** The hash without its power of what begins at {@code from}. */
    private static long rest(long[] prefix, int from, int length) {
        return prefix[length] - prefix[from] * POWERS[length - from];
    }

    /** What was found, or the common word that this is; -1 for two different ones. */
    private long either(long found, long polynomial) {
        long hash = TokenHash.finish(polynomial);
        int bit = bit(hash);
        if (found == -1 || (common[bit / Long.SIZE] & 1L << bit) == 0 || (cell(hash) & 1) == 0) {
            return found;
        }
        return found == 0 || found == hash ? hash : -1;
    }

    private long cell(long hash) {
        int at = (int) hash & (CELLS - 1);
        while (cells[at] != 0 && (cells[at] | 1) != (hash | 1)) {
            at = (at + 1) & (CELLS - 1);
        }
        return cells[at];
    }

    private static int bit(long hash) {
        return (int) (hash >>> 40) & (BITS - 1);
    }

    private static boolean vowel(int letter) {
        return VOWELS.indexOf(letter) >= 0;
    }

    private static long[] powers() {
        long[] powers = new long[MOST_LETTERS + 2];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * TokenHash.BASE;
        }
        return powers;
    }
}
