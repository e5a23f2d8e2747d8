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
    /** The first letter of a shorter word counts. */
    private static final int LONG = 7;

    /** Letters by which English words inflect. */
    private static final String ENDINGS = "sdrnyelm";

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
     * typing error for; 0 if there is none, or more than one. A typing error swaps two letters, or else leaves out, adds
     * or mistakes one. What inflects at the end counts, so does the first letter of a shorter word, and a vowel for a
     * vowel is another word (nitrate, nitrite).
     */
    static long corrected(CharSequence text, int start, int end) {
        int length = end - start;
        if (length < LEAST_LETTERS || length > MOST_LETTERS) {
            return 0;
        }
        EnglishWords words = Holder.WORDS;
        long[] prefix = new long[length + 1];
        for (int i = 0; i < length; i++) {
            prefix[i + 1] = prefix[i] * TokenHash.BASE + TokenHash.value(text.charAt(start + i));
        }
        long swapped = words.swapped(text, start, prefix);
        return swapped > 0 || swapped < -1 ? swapped : swapped == -1 ? 0 : words.changed(text, start, prefix);
    }

    private long swapped(CharSequence text, int start, long[] prefix) {
        int length = prefix.length - 1;
        long found = 0;
        for (int i = 0; i + 1 < length; i++) {
            long swapped = (prefix[i] * TokenHash.BASE + TokenHash.value(text.charAt(start + i + 1))) * TokenHash.BASE
                    + TokenHash.value(text.charAt(start + i));
            found = either(found, swapped * POWERS[length - 2 - i] + rest(prefix, i + 2, length));
        }
        return found;
    }

    private long changed(CharSequence text, int start, long[] prefix) {
        int length = prefix.length - 1;
        long found = 0;
        for (int i = length < LONG ? 1 : 0; i <= length; i++) {
            long before = prefix[i];
            boolean last = i >= length - 1;
            char letter = i < length ? text.charAt(start + i) : 0;
            long after = i < length ? rest(prefix, i + 1, length) : 0;
            if (i < length && !(last && ending(letter))) {
                found = either(found, before * POWERS[length - 1 - i] + after);
            }
            for (char other = 'a'; other < 'a' + LETTERS; other++) {
                long with = before * TokenHash.BASE + TokenHash.value(other);
                if (i < length || !ending(other)) {
                    found = either(found, with * POWERS[length - i] + rest(prefix, i, length));
                }
                if (i < length
                        && other != letter
                        && !(vowel(other) && vowel(letter))
                        && !(last && ending(other) && ending(letter))) {
                    found = either(found, with * POWERS[length - 1 - i] + after);
                }
            }
        }
        return found == -1 ? 0 : found;
    }

    private static boolean ending(char letter) {
        return ENDINGS.indexOf(letter) >= 0;
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
