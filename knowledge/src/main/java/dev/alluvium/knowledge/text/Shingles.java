package dev.alluvium.knowledge.text;

import java.util.Arrays;

/**
 * The shingles of a text: hashes of all its runs of {@value #LETTERS} characters, or of {@value #IDEOGRAPHS} where the
 * first is a Chinese, Japanese or Korean one, after folding case, width and white space. Chinese carries about as much
 * in two characters as English in five.
 */
public final class Shingles {
    static final int LETTERS = 5;
    static final int IDEOGRAPHS = 3;

    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final long BASE_IDEOGRAPHS = power(IDEOGRAPHS);
    private static final long BASE_LETTERS = power(LETTERS);

    private Shingles() {}

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= BASE;
        }
        return power;
    }

    /** The shingles in order of place, repeats included; empty for a text shorter than one. */
    public static long[] of(CharSequence text) {
        char[] folded = new char[text.length()];
        int length = fold(text, folded);
        long[] prefix = new long[length + 1];
        for (int i = 0; i < length; i++) {
            prefix[i + 1] = prefix[i] * BASE + folded[i] + 1;
        }
        long[] shingles = new long[length];
        int count = 0;
        for (int i = 0; i + IDEOGRAPHS <= length; i++) {
            boolean ideograph = CharacterFolding.ideograph(folded[i]);
            int width = ideograph ? IDEOGRAPHS : LETTERS;
            if (i + width <= length) {
                shingles[count++] = mix(prefix[i + width] - prefix[i] * (ideograph ? BASE_IDEOGRAPHS : BASE_LETTERS));
            }
        }
        return count == shingles.length ? shingles : Arrays.copyOf(shingles, count);
    }

    /** The share of shingles that two texts have in common, each counted once: 1 for the same set, 0 for none. */
    public static double jaccard(CharSequence one, CharSequence other) {
        return jaccard(set(one), set(other));
    }

    /** Of two sets as {@link #set} gives them. */
    public static double jaccard(long[] one, long[] other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            int order = Long.compare(one[i], other[j]);
            if (order == 0) {
                common++;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int union = one.length + other.length - common;
        return union == 0 ? 0 : (double) common / union;
    }

    /** The shingles of a text, sorted, each once. */
    public static long[] set(CharSequence text) {
        return Arrays.stream(of(text)).sorted().distinct().toArray();
    }

    /** Spreads the bits of {@code value}: the finalizer of MurmurHash3 in Stafford's variant 13. */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static int fold(CharSequence text, char[] into) {
        int length = 0;
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            char folded = CharacterFolding.fold(text.charAt(i));
            if (folded != ' ') {
                into[length++] = folded;
                space = false;
            } else if (!space) {
                into[length++] = ' ';
                space = true;
            }
        }
        return space && length > 0 ? length - 1 : length;
    }
}
