package dev.alluvium.cleaning.text;

import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;

/**
 * One spelling for what looks the same. Composition (NFC) for everything; compatibility only for full-width letters,
 * digits and at-signs, half-width kana and ligatures: full NFKC would rewrite Chinese punctuation and unit signs
 * (，to a comma, m² to m2).
 */
public final class UnicodeText {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 FOLDING = new FilteredNormalizer2(
            Normalizer2.getNFKCInstance(),
            new UnicodeSet("[\\uFF10-\\uFF19\\uFF20-\\uFF3A\\uFF41-\\uFF5A\\uFF66-\\uFF9F\\uFB00-\\uFB06]").freeze());

    private static final String PUNCTUATION = "，。、：；！？（）《》“”‘’…—·℃";

    private UnicodeText() {}

    /** Composed, without invisible characters, with plain white space. */
    public static String normalise(String text) {
        return isPlain(text) ? text : spaces(visible(NFC.normalize(FOLDING.normalize(CombiningMarkOrder.of(text)))));
    }

    /** Whether a text needs no look: visible ASCII, common Chinese and its punctuation, single blanks and line ends. */
    private static boolean isPlain(String text) {
        char before = '\n';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = c == ' ' || c == '\n';
            boolean plain = (c > ' ' && c <= '~') || (c >= '\u4E00' && c <= '\u9FFF') || PUNCTUATION.indexOf(c) >= 0;
            if (!plain && !(blank && before != ' ' && before != '\n')) {
                return false;
            }
            before = c;
        }
        return before != ' ' && (before != '\n' || text.isEmpty());
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                visible.append(c);
            } else if (c == '\r') {
                visible.append(i + 1 < text.length() && text.charAt(i + 1) == '\n' ? "" : "\n");
            } else if (c == '\u2028' || c == '\u2029' || c == '\u0085') {
                visible.append('\n');
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                visible.append(' ');
            } else if (!isInvisible(c)) {
                visible.append(c);
            }
        }
        return visible.toString();
    }

    /** Controls, zero-width marks, direction overrides, soft hyphens, private use; joiners inside emoji stay. */
    private static boolean isInvisible(char c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || c == '\u00AD'
                || c == '\u200B'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2060' && c <= '\u206F')
                || c == '\uFEFF'
                || (c >= '\uE000' && c <= '\uF8FF');
    }

    /**
     * No blanks before a line's end, at most one empty line, one blank inside a line; indentation, the tabs between the cells of a
     * row, and code stay.
     */
    private static String spaces(String text) {
        CodeSpans code = CodeSpans.of(text);
        StringBuilder plain = new StringBuilder(text.length());
        int span = 0;
        int blanks = 0;
        int lines = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            span = code.next(i, span);
            if (code.covers(span, i)) {
                int end = code.all().get(span).end();
                gap(plain, text, i, blanks, lines);
                plain.append(text, i, end);
                i = end - 1;
                lines = 0;
                blanks = 0;
            } else if (c == '\n') {
                lines++;
                blanks = 0;
            } else if (c == ' ' || c == '\t') {
                blanks++;
            } else {
                gap(plain, text, i, blanks, lines);
                plain.append(c);
                lines = 0;
                blanks = 0;
            }
        }
        return stripped(plain.toString());
    }

    /** Writes the line ends and blanks that stand before {@code at}. */
    private static void gap(StringBuilder plain, String text, int at, int blanks, int lines) {
        boolean start = lines > 0 || plain.isEmpty();
        plain.append("\n".repeat(Math.min(lines, 2)));
        if (start || blanks == 1 || isTabs(text, at - blanks, at)) {
            plain.append(text, at - blanks, at);
        } else if (blanks > 1) {
            plain.append(' ');
        }
    }

    private static boolean isTabs(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Without white space at both ends; tabs stay that are the empty first cells of a row. */
    private static String stripped(String text) {
        String plain = text.strip();
        int begin = text.indexOf(plain);
        int cells = begin;
        while (cells > 0 && text.charAt(cells - 1) == '\t') {
            cells--;
        }
        boolean first = cells < begin && (cells == 0 || text.charAt(cells - 1) == '\n');
        int end = plain.indexOf('\n');
        boolean row = plain.substring(0, end < 0 ? plain.length() : end).indexOf('\t') >= 0;
        return first && row ? text.substring(cells, begin) + plain : plain;
    }
}
