package dev.alluvium.evaluator.match;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * A text as words and numbers that compare across case, width and composition.
 *
 * <p>A number is one token, whatever its grouping: {@code 1,200}, {@code 1200.0} and {@code １２００} are equal, and 3.2 is no
 * part of 13.2 or of -3.2. A code such as {@code AX-200} is one token. Each Han, kana, Hangul or Thai character is a
 * token, but a row of Chinese numerals is one, so that 三十二 does not contain 十二. Punctuation separates and is
 * dropped; signs that carry meaning (%, °, currencies) are tokens.
 */
final class TextTokens {
    private static final String MINUS = "-−";
    private static final int GROUP = 3;
    private static final String SIGNS = "%‰°+#&@";

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private TextTokens(String text) {
        this.text = text;
    }

    /** The tokens of {@code text} in order. */
    static List<String> of(String text) {
        TextTokens reader = new TextTokens(fold(text));
        while (reader.at < reader.text.length()) {
            reader.next();
        }
        return List.copyOf(reader.tokens);
    }

    /** Compatibility composition and case folding; the full-width comma separates and never groups digits. */
    static String fold(String text) {
        return Normalizer.normalize(text.replace('，', '、'), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private void next() {
        int c = text.codePointAt(at);
        if (isDigit(c)) {
            number("");
        } else if (startsNegative()) {
            at++;
            number("-");
        } else if (ChineseNumerals.isNumeral(c)) {
            tokens.add(ChineseNumerals.canonical(take(ChineseNumerals::isNumeral)));
        } else if (WordScripts.isWordOfItsOwn(c)) {
            tokens.add(Character.toString(c));
            at += Character.charCount(c);
        } else if (WordScripts.isLetter(c)) {
            word();
        } else {
            if (SIGNS.indexOf(c) >= 0 || Character.getType(c) == Character.CURRENCY_SYMBOL) {
                tokens.add(Character.toString(c));
            }
            at += Character.charCount(c);
        }
    }

    /** Letters, with digits that follow them directly or after one hyphen: a word or a code. */
    private void word() {
        StringBuilder word = new StringBuilder(take(WordScripts::isLetter));
        int before = at;
        if (at + 1 < text.length() && MINUS.indexOf(text.charAt(at)) >= 0 && isDigit(text.charAt(at + 1))) {
            at++;
        }
        if (at < text.length() && isDigit(text.charAt(at))) {
            word.append(take(c -> isDigit(c) || WordScripts.isLetter(c)));
        } else {
            at = before;
        }
        tokens.add(word.toString());
    }

    private void number(String sign) {
        String digits = take(TextTokens::isDigit);
        boolean mayGroup = digits.length() <= GROUP;
        while (mayGroup && groupFollows()) {
            at++;
            digits += take(TextTokens::isDigit);
        }
        String fraction = "";
        if (at + 1 < text.length() && ".,".indexOf(text.charAt(at)) >= 0 && isDigit(text.charAt(at + 1))) {
            at++;
            fraction = take(TextTokens::isDigit);
        }
        long scale = at < text.length() ? ChineseNumerals.scale(text.charAt(at)) : 1;
        if (scale > 1) {
            at++;
        }
        tokens.add(NumberForms.canonical(sign, digits, fraction, scale));
    }

    /** Whether a comma and exactly three digits follow. */
    private boolean groupFollows() {
        int end = at + 1;
        while (at < text.length() && text.charAt(at) == ',' && end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end - at - 1 == GROUP;
    }

    private boolean startsNegative() {
        return MINUS.indexOf(text.charAt(at)) >= 0
                && at + 1 < text.length()
                && isDigit(text.charAt(at + 1))
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    private String take(IntPredicate while_) {
        int from = at;
        while (at < text.length() && while_.test(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(from, at);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
