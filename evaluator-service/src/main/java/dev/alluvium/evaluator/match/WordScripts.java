package dev.alluvium.evaluator.match;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells which characters form words, and which are words of their own because their script puts no space between
 * words.
 */
final class WordScripts {
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private WordScripts() {}

    static boolean isWordOfItsOwn(int c) {
        return Character.isLetter(c) && UNSPACED.contains(UnicodeScript.of(c));
    }

    static boolean isLetter(int c) {
        return (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) && !isWordOfItsOwn(c);
    }
}
