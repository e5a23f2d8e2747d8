package dev.alluvium.cleaning.quality;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A text as the heuristics count it: words, each character of Chinese and Japanese by itself, and symbols. Hashes of the
 * units and their lengths stand in primitive arrays, so that n-grams cost a subtraction of two prefix hashes.
 */
public final class TextUnits {
    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final long FNV = 0x100000001b3L;
    private static final String CHINESE_STOPS = "的一是不了在有和这为上个以到也就而与及或对中等可何如吗呢吧什么怎请能会要将被把从用于由所其并且但同时后前";
    private static final long[] ENGLISH_STOPS = Stream.of("the", "be", "to", "of", "and", "that", "have", "with")
            .mapToLong(TextUnits::hashOf)
            .toArray();

    private long[] prefixes = new long[257];
    private int[] lengths = new int[257];
    private int count;
    private int words;
    private int wide;
    private int lettered;
    private int stops;
    private int joints;

    private TextUnits() {}

    public static TextUnits of(String text) {
        TextUnits units = new TextUnits();
        int i = 0;
        while (i < text.length()) {
            i = units.next(text, i);
        }
        return units;
    }

    /** Units of all sorts. */
    public int count() {
        return count;
    }

    /** Units that are no symbols. */
    public int words() {
        return words;
    }

    /** Characters in all units, blanks not counted. */
    public int characters() {
        return lengths[count];
    }

    /** Share of units that hold a letter; a number with marks in it, such as 2024.01.09 or 1,200.50, is one unit here. */
    public double letters() {
        return count == 0 ? 1 : Math.min(1, (double) lettered / (count - 2 * joints));
    }

    /** How many of the commonest words of English and Chinese there are. */
    public int stops() {
        return stops;
    }

    /** Whether most words are single characters of a script without spaces. */
    public boolean isWide() {
        return wide * 2 > words;
    }

    /**
     * Hash of the {@code n} units from {@code at}.
     *
     * @param power {@link #power} of {@code n}
     */
    long gram(int at, int n, long power) {
        long hash = prefixes[at + n] - prefixes[at] * power;
        hash ^= hash >>> 32;
        return hash * 0x94d049bb133111ebL;
    }

    /** Characters of the {@code n} units from {@code at}. */
    int length(int at, int n) {
        return lengths[at + n] - lengths[at];
    }

    private int next(String text, int at) {
        char c = text.charAt(at);
        switch (QualityCharClass.of(c)) {
            case QualityCharClass.BLANK -> {
                return at + 1;
            }
            case QualityCharClass.WIDE -> {
                add(mix(c), 1, true, true);
                wide++;
                stops += CHINESE_STOPS.indexOf(c) >= 0 ? 1 : 0;
                return at + 1;
            }
            case QualityCharClass.SYMBOL -> {
                add(mix(c + 77_777L), 1, false, false);
                joints += isDigit(text, at - 1) && isDigit(text, at + 1) ? 1 : 0;
                return at + 1;
            }
            default -> {
                return word(text, at);
            }
        }
    }

    private int word(String text, int at) {
        int end = at;
        long hash = 0;
        boolean letter = false;
        while (end < text.length() && isWord(text.charAt(end))) {
            letter |= QualityCharClass.of(text.charAt(end)) == QualityCharClass.LETTER;
            hash = step(hash, text.charAt(end++));
        }
        long mixed = mix(hash);
        stops += end - at <= 4 && isStop(mixed) ? 1 : 0;
        add(mixed, end - at, letter, true);
        return end;
    }

    private static boolean isStop(long word) {
        for (long stop : ENGLISH_STOPS) {
            if (stop == word) {
                return true;
            }
        }
        return false;
    }

    private void add(long hash, int length, boolean letter, boolean word) {
        if (count + 1 == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, prefixes.length * 2);
            lengths = Arrays.copyOf(lengths, lengths.length * 2);
        }
        prefixes[count + 1] = prefixes[count] * BASE + hash;
        lengths[count + 1] = lengths[count] + length;
        count++;
        lettered += letter ? 1 : 0;
        words += word ? 1 : 0;
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isWord(char c) {
        return QualityCharClass.of(c) >= QualityCharClass.LETTER || c == '\'' || c == '-';
    }

    private static long hashOf(String word) {
        return hashOf(word, 0, word.length());
    }

    /** The hash of a word, whatever its case. */
    static long hashOf(String text, int from, int to) {
        long hash = 0;
        for (int i = from; i < to; i++) {
            hash = step(hash, text.charAt(i));
        }
        return mix(hash);
    }

    private static long step(long hash, char c) {
        return (hash ^ QualityCharClass.lower(c)) * FNV + BASE;
    }

    static long mix(long value) {
        long z = (value + BASE) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** What a prefix is multiplied by to stand {@code n} units later. */
    static long power(int n) {
        long power = 1;
        for (int i = 0; i < n; i++) {
            power *= BASE;
        }
        return power;
    }
}
