package dev.alluvium.cleaning.text;

import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.util.regex.Pattern;

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

    private static final Pattern LINE_END = Pattern.compile("[ \\t]+(?=\\n|$)");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    private static final Pattern SPACES = Pattern.compile("(?<=[^ \\n]) {2,}");

    private UnicodeText() {}

    /** Composed, without invisible characters, with plain white space. */
    public static String normalise(String text) {
        return spaces(visible(NFC.normalize(FOLDING.normalize(text))));
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
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

    private static String spaces(String text) {
        String lines =
                EMPTY_LINES.matcher(LINE_END.matcher(text).replaceAll("")).replaceAll("\n\n");
        String inner = lines.contains("```") ? lines : SPACES.matcher(lines).replaceAll(" ");
        return inner.strip();
    }
}
