package dev.alluvium.knowledge.text;

import java.util.Arrays;
import java.util.List;

/**
 * The words of a record's fields, and which of them may be left out without saying anything else. Chinese, Japanese and
 * Korean characters are words of their own; a sign that changes what is said (an operator, a currency, a minus, a tick)
 * is one too, and in code each line as it is written. Each character is looked at a fixed number of times.
 */
final class ContentTokens {
    /** An English function word, if the record is English. */
    static final byte FUNCTION = 1;
    /** A Chinese particle, if the record is Chinese. */
    static final byte PARTICLE = 2;
    /** A sentence of some weight ends behind it. */
    static final byte SENTENCE_END = 4;
    /** A field ends behind it. */
    static final byte FIELD_END = 8;
    /** Small letters of a to z alone, so that it may be an English word with a typing error. */
    static final byte SMALL_LETTERS = 16;

    private static final int UNKNOWN_SHARE = 16;
    private static final int FEW = 4;
    private static final int SHORT = 40;
    private static final int MOST_UNKNOWN = 64;

    private final TokenScanner scanned;

    private final boolean english;

    private ContentTokens(TokenScanner scanned) {
        this.scanned = scanned;
        this.english = scanned.english() || known();
    }

    /** Whether a short text has no word that only English has, but nearly all of its longer words are English. */
    private boolean known() {
        int longer = 0;
        int known = 0;
        for (int i = 0; i < scanned.count && scanned.words <= SHORT; i++) {
            if (is(i, SMALL_LETTERS)) {
                longer++;
                known += EnglishWords.known(scanned.hashes[i]) ? 1 : 0;
            }
        }
        return known > 1 && known * 5 >= longer * 4;
    }

    /** The tokens of these fields, in order. */
    static ContentTokens of(List<String> fields) {
        return new ContentTokens(TokenScanner.scan(fields));
    }

    int count() {
        return scanned.count;
    }

    long hash(int token) {
        return scanned.hashes[token];
    }

    boolean is(int token, byte mark) {
        return (scanned.marks[token] & mark) != 0;
    }

    /** Whether a token says something by itself. */
    boolean content(int token) {
        return !(is(token, FUNCTION) && english) && !(is(token, PARTICLE) && !scanned.kana);
    }

    /** The text from one token to another as it is written. */
    String text(int first, int last) {
        return scanned.text.substring(scanned.starts[first], scanned.ends[last]);
    }

    /** The fields, a line each. */
    String text() {
        return scanned.text;
    }

    /**
     * The hashes with every English typing error corrected that can be told. A word that occurs twice is meant, and a
     * record with many unknown words is not written in plain English.
     */
    long[] corrected() {
        long[] all = Arrays.copyOf(scanned.hashes, scanned.count);
        if (scanned.english()) {
            int[] unknown = unknown();
            for (int token : unknown) {
                if (Arrays.stream(unknown)
                                .filter(other -> all[other] == scanned.hashes[token])
                                .count()
                        == 1) {
                    long word = EnglishWords.corrected(scanned.text, scanned.starts[token], scanned.ends[token]);
                    all[token] = word == 0 ? all[token] : word;
                }
            }
        }
        return all;
    }

    /** The words that no list has; none at all where there are too many. */
    private int[] unknown() {
        int[] unknown = new int[Math.max(FEW, Math.min(scanned.words / UNKNOWN_SHARE, MOST_UNKNOWN))];
        int found = 0;
        for (int i = 0; i < scanned.count; i++) {
            if (is(i, SMALL_LETTERS) && !EnglishWords.known(scanned.hashes[i])) {
                if (found == unknown.length) {
                    return new int[0];
                }
                unknown[found++] = i;
            }
        }
        return Arrays.copyOf(unknown, found);
    }
}
