package dev.alluvium.knowledge.text;

/** Single characters in the form in which they are compared. */
final class CharacterFolding {
    private static final char[] TABLE = new char[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < TABLE.length; c++) {
            char half = half((char) c);
            boolean space = half <= ' ' || Character.isWhitespace(half) || Character.isSpaceChar(half);
            TABLE[c] = space ? ' ' : Character.toLowerCase(half);
        }
    }

    private CharacterFolding() {}

    /** Lower case, half width, every white space a blank. */
    static char fold(char c) {
        return TABLE[c];
    }

    /** The half-width form of a full-width one; case stays. */
    static char half(char c) {
        return c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
    }

    /** Whether a character is written without spaces between words: Chinese, Japanese or Korean. */
    static boolean ideograph(char c) {
        return c >= '\u3040' && c <= '\u9FFF' || c >= '\uAC00' && c <= '\uD7AF' || c >= '\uF900' && c <= '\uFAFF';
    }
}
