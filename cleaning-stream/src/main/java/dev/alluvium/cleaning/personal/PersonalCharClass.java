package dev.alluvium.cleaning.personal;

import java.util.Arrays;

/** What personal data a character may begin, looked up in one table: most characters of a text begin nothing. */
final class PersonalCharClass {
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

    private static final byte[] CLASSES = new byte[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < CLASSES.length; c++) {
            CLASSES[c] = ChineseNumerals.digit((char) c) < 0 ? OTHER : NUMERAL;
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
        CLASSES['：'] = MARK;
        CLASSES['是'] = MARK;
        CLASSES['为'] = MARK;
        CLASSES['（'] = PHONE;
        CLASSES['＋'] = PHONE;
        CLASSES['艾'] = AT_WORD;
        CLASSES['码'] = PASSWORD;
        CLASSES['碼'] = PASSWORD;
        CLASSES['令'] = PASSWORD;
    }

    private PersonalCharClass() {}

    static byte of(char c) {
        return CLASSES[c];
    }
}
