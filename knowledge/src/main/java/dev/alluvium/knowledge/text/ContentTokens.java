package dev.alluvium.knowledge.text;

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

    private final TokenScanner scanned;
    private final boolean english;

    private ContentTokens(TokenScanner scanned) {
        this.scanned = scanned;
        this.english = scanned.english();
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
}
