package dev.alluvium.knowledge.text;

import java.text.Normalizer;

/**
 * Unicode normalisation whose time grows with the text alone. Bringing the marks of one character into their order takes
 * the square of their number, so that a long row of marks, which no language has, is normalised in pieces.
 */
public final class UnicodeComposition {
    private static final int MOST_MARKS = 128;
    private static final int FIRST_MARK = 0x300;

    private UnicodeComposition() {}

    /** {@code text} in {@code form}. */
    public static String of(String text, Normalizer.Form form) {
        int cut = cut(text, 0);
        if (cut == text.length()) {
            return Normalizer.normalize(text, form);
        }
        StringBuilder composed = new StringBuilder(text.length());
        for (int from = 0; from < text.length(); from = cut, cut = cut(text, from)) {
            composed.append(Normalizer.normalize(text.substring(from, cut), form));
        }
        return composed.toString();
    }

    /** Where the piece that begins at {@code from} ends: after too many marks in a row, or with the text. */
    private static int cut(String text, int from) {
        int marks = 0;
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            marks = c >= FIRST_MARK && isMark(c) ? marks + 1 : 0;
            if (marks == MOST_MARKS) {
                return at;
            }
        }
        return at;
    }

    /** Letters that stand for two marks (half-width voiced sound marks) count as marks. */
    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> c == 0xFF9E || c == 0xFF9F;
        };
    }
}
