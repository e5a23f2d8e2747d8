package dev.alluvium.cleaning.personal;

import java.util.Arrays;

/** What a character may begin, as a small number by a look at a table: most characters of a text begin nothing. */
final class CharacterClass {
    static final byte OTHER = 0;

    /** An ASCII letter or digit. */
    static final byte TOKEN = 1;

    static final byte AT = 2;
    static final byte PHONE = 3;

    /** What stands between a name and its value. */
    static final byte MARK = 4;

    static final byte DASH = 5;
    static final byte PERCENT = 6;
    static final byte OPEN = 7;
    static final byte HASH = 8;

    /** A digit in Chinese. */
    static final byte NUMERAL = 9;

    /** The Chinese word for {@code @} begins with it. */
    static final byte AT_WORD = 10;

    /** What a word for a password ends with in Chinese. */
    static final byte PASSWORD = 11;

    private static final int TABLE = 128;
    private static final byte[] CLASSES = new byte[TABLE];

    /** The characters beyond ASCII that begin something, by their last ten bits. */
    private static final long[] WIDE = new long[16];

    private static final int WIDE_MASK = 1_023;

    static {
        for (char c = TABLE; c < Character.MAX_VALUE; c++) {
            if (wide(c) != OTHER) {
                WIDE[(c & WIDE_MASK) >> 6] |= 1L << c;
            }
        }
        Arrays.fill(CLASSES, '0', '9' + 1, TOKEN);
        Arrays.fill(CLASSES, 'A', 'Z' + 1, TOKEN);
        Arrays.fill(CLASSES, 'a', 'z' + 1, TOKEN);
        CLASSES['@'] = AT;
        CLASSES['+'] = PHONE;
        CLASSES['('] = OPEN;
        CLASSES['['] = OPEN;
        CLASSES['{'] = OPEN;
        CLASSES['#'] = HASH;
        CLASSES[':'] = MARK;
        CLASSES['='] = MARK;
        CLASSES['>'] = MARK;
        CLASSES['-'] = DASH;
        CLASSES['%'] = PERCENT;
    }

    private CharacterClass() {}

    static byte of(char c) {
        if (c < TABLE) {
            return CLASSES[c];
        }
        // the second table tells most characters of Chinese prose from those that begin something
        return (WIDE[(c & WIDE_MASK) >> 6] & 1L << c) == 0 ? OTHER : wide(c);
    }

    private static byte wide(char c) {
        return switch (c) {
            case '：', '是', '为' -> MARK;
            case '（', '＋' -> PHONE;
            case '艾' -> AT_WORD;
            case '码', '碼', '令' -> PASSWORD;
            default -> ChineseNumerals.digit(c) < 0 ? OTHER : NUMERAL;
        };
    }
}
