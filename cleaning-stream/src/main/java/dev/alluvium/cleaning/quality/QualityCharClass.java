package dev.alluvium.cleaning.quality;

/** What a character is to the heuristics, looked up in one table: they ask at every character. */
final class QualityCharClass {
    static final byte SYMBOL = 0;
    static final byte BLANK = 1;
    /** A character of Chinese or Japanese, which is a unit by itself. */
    static final byte WIDE = 2;

    static final byte LETTER = 3;
    static final byte DIGIT = 4;

    private static final byte[] CLASSES = new byte[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < CLASSES.length; c++) {
            CLASSES[c] = classify((char) c);
        }
    }

    private QualityCharClass() {}

    static byte of(char c) {
        return CLASSES[c];
    }

    /** Whether {@code c} is a Chinese character. */
    static boolean isHan(char c) {
        return c >= 0x3400 && c <= 0x9FFF;
    }

    /** As {@link Character#toLowerCase(char)}, quicker for most. */
    static char lower(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(c);
    }

    /** Vowel signs of Hindi, Tamil and Thai are parts of words. */
    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static byte classify(char c) {
        if (c <= ' ' || Character.isWhitespace(c)) {
            return BLANK;
        }
        if (isHan(c) || (c >= 0x3040 && c <= 0x30FF)) {
            return WIDE;
        }
        return Character.isLetter(c) || isMark(c) ? LETTER : Character.isDigit(c) ? DIGIT : SYMBOL;
    }
}
