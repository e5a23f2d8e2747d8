package dev.alluvium.cleaning.text;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order that Unicode normalisation gives to the marks of one character (UAX 15, canonical ordering), for long rows of
 * them. The normaliser puts each mark in its place by going back over those before it, which takes the square of their
 * number; what is in order already, it only reads.
 */
final class CombiningMarkOrder {
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
    private static final int FIRST_MARK = 0x300;
    private static final int HAN_FROM = 0x3400;
    private static final int HAN_TO = 0x9FFF;
    private static final int LONG = 32;

    private CombiningMarkOrder() {}

    /** {@code text} with the marks of each long row in order; the very same string if there is no such row. */
    static String of(String text) {
        StringBuilder ordered = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = rowEnd(text, at);
            if (end - at > LONG) {
                ordered = ordered == null ? new StringBuilder(text.length()) : ordered;
                ordered.append(text, copied, at);
                append(ordered, text, at, end);
                copied = end;
            }
            at = end > at ? end : at + Character.charCount(text.codePointAt(at));
        }
        return ordered == null
                ? text
                : ordered.append(text, copied, text.length()).toString();
    }

    private static int rowEnd(String text, int from) {
        int at = from;
        while (at < text.length() && isMark(text, at)) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isMark(String text, int at) {
        char c = text.charAt(at);
        if (c < FIRST_MARK || (c >= HAN_FROM && c <= HAN_TO)) {
            return false;
        }
        return NFD.getCombiningClass(marks(text.codePointAt(at)).codePointAt(0)) != 0;
    }

    private static void append(StringBuilder ordered, String text, int from, int to) {
        List<Integer> marks = new ArrayList<>();
        text.substring(from, to).codePoints().forEach(c -> marks(c).codePoints().forEach(marks::add));
        marks.sort(Comparator.comparingInt(NFD::getCombiningClass));
        marks.forEach(ordered::appendCodePoint);
    }

    /** The marks that a character stands for: itself, one or two others; half-width voiced sound marks are folded later. */
    private static String marks(int c) {
        if (c == 0xFF9E || c == 0xFF9F) {
            return c == 0xFF9E ? "\u3099" : "\u309A";
        }
        String marks = NFD.getDecomposition(c);
        return marks == null ? Character.toString(c) : marks;
    }
}
