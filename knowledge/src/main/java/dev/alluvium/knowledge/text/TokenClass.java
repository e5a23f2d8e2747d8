package dev.alluvium.knowledge.text;

/** What a character is to {@link ContentTokens}: one look into a table. */
final class TokenClass {
    static final byte SPACE = 0;
    static final byte LETTER = 1;
    static final byte DIGIT = 2;
    /** Chinese, Japanese or Korean: a word of its own. */
    static final byte IDEOGRAPH = 3;
    /** May end a sentence. */
    static final byte STOP = 4;
    /** Says nothing in prose. */
    static final byte PUNCTUATION = 5;
    /** Says nothing in prose, and much in a formula. */
    static final byte BRACKET = 6;

    static final byte HYPHEN = 7;
    /** Emphasis at the edge of a word, an operator within one. */
    static final byte EMPHASIS = 8;
    /** Says something wherever it stands. */
    static final byte SIGN = 9;

    private static final byte[] TABLE = new byte[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < TABLE.length; c++) {
            TABLE[c] = general((char) c);
        }
        fill(".!?。…।؟።", STOP);
        fill("()[]", BRACKET);
        fill("-\u2010\u2011\u2012\u2013\u2014\u2212", HYPHEN);
        fill("*_", EMPHASIS);
        fill("%‰&@/\\{}§†‡", SIGN);
        fill("`・", PUNCTUATION);
        fill("\u00AD\u200B\u200E\u200F\u2060\uFEFF", SPACE);
    }

    private TokenClass() {}

    /** The class of a folded character. */
    static byte of(char folded) {
        return TABLE[folded];
    }

    private static byte general(char c) {
        if (CharacterFolding.fold(c) == ' ' || Character.isISOControl(c)) {
            return SPACE;
        }
        if (CharacterFolding.ideograph(c)) {
            return IDEOGRAPH;
        }
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.LETTER_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> LETTER;
            case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> PUNCTUATION;
            default -> SIGN;
        };
    }

    private static void fill(String characters, byte as) {
        characters.chars().forEach(c -> TABLE[c] = as);
    }
}
