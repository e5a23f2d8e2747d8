package dev.alluvium.knowledge.text;

import java.util.Locale;

/** What stands around a text and only names it: {@code Q:}, {@code Note:}, {@code 问：} before it, {@code (updated)} behind. */
final class TextLabels {
    private static final int LONGEST = 12;
    private static final int MOST_PREFIXES = 3;

    private TextLabels() {}

    /** Where the text begins behind its prefixes. */
    static int afterPrefixes(String text, int from, int to) {
        int at = from;
        for (int i = 0; i < MOST_PREFIXES; i++) {
            int start = skip(text, at, to, " \t*#_");
            int end = start;
            while (end < to && end - start < LONGEST && Character.isLetter(text.charAt(end))) {
                end++;
            }
            int colon = skip(text, end, to, " *_");
            if (colon == to
                    || CharacterFolding.fold(text.charAt(colon)) != ':'
                    || !FunctionWords.prefix(text.substring(start, end).toLowerCase(Locale.ROOT))) {
                return at;
            }
            at = colon + 1;
        }
        return at;
    }

    /** Where the text ends before a word in brackets that says nothing of the matter. */
    static int beforeSuffix(String text, int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end == from || ")]".indexOf(CharacterFolding.fold(text.charAt(end - 1))) < 0) {
            return to;
        }
        int open = end - 2;
        while (open > from && end - open <= LONGEST && Character.isLetter(text.charAt(open))) {
            open--;
        }
        boolean suffix = open > from
                && "([".indexOf(CharacterFolding.fold(text.charAt(open))) >= 0
                && FunctionWords.suffix(text.substring(open + 1, end - 1).toLowerCase(Locale.ROOT));
        return suffix ? open : to;
    }

    private static int skip(String text, int from, int to, String characters) {
        int at = from;
        while (at < to && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
