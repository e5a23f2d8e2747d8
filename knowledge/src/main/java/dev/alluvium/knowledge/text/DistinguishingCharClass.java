package dev.alluvium.knowledge.text;

/** What a character means to {@link DistinguishingTokens}: one look into a table. */
final class DistinguishingCharClass {
    static final byte OTHER = 0;
    /** A letter or digit of a script that separates words. */
    static final byte WORD = 1;
    /** A Chinese numeral. */
    static final byte NUMERAL = 2;
    /** A sign that changes what a number means. */
    static final byte SIGN = 3;

    static final byte NEGATION = 4;
    static final byte SENTENCE_END = 5;
    static final byte IDEOGRAPH = 6;

    private static final byte[] TABLE = new byte[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < TABLE.length; c++) {
            boolean ideograph = CharacterFolding.ideograph((char) c);
            TABLE[c] = ideograph ? IDEOGRAPH : Character.isLetterOrDigit(c) ? WORD : OTHER;
            if (ChineseNumerals.numeral((char) c)) {
                TABLE[c] = NUMERAL;
            }
        }
        fill("%‰°$€£¥￥<>=+×", SIGN);
        fill(".!?。！？:：;；\n", SENTENCE_END);
        fill("不没无非未别勿", NEGATION);
    }

    private DistinguishingCharClass() {}

    /** The class of a character. */
    static byte of(char c) {
        return TABLE[c];
    }

    private static void fill(String characters, byte as) {
        characters.chars().forEach(c -> TABLE[c] = as);
    }
}
