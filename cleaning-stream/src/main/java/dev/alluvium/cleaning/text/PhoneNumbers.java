package dev.alluvium.cleaning.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephone numbers in the forms in which people write them. Explicit look-arounds in place of word boundaries, which
 * differ between Java versions; a number needs a form that identifiers and measures do not have.
 */
final class PhoneNumbers {
    private static final int LEAST_DIGITS = 7;
    private static final int LONGEST = 40;

    private static final String BEFORE = "(?<![A-Za-z0-9_])(?<![0-9][.,])";
    private static final String AFTER = "(?![A-Za-z0-9_])(?![.,][0-9])";
    private static final String CHINESE_MOBILE = "(?:(?:\\+|00)?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}";
    private static final String INTERNATIONAL = "\\+[1-9][0-9]{0,2}(?:[ .-]?\\(?[0-9]{2,4}\\)?){2,5}";
    private static final String CHINESE_LANDLINE = "(?:0[0-9]{2,3}-|\\(0[0-9]{2,3}\\) ?)[2-9][0-9]{6,7}";
    private static final String NORTH_AMERICAN =
            "(?:1[-. ])?(?:\\([2-9][0-9]{2}\\) ?|[2-9][0-9]{2}[-.])[2-9][0-9]{2}[-.][0-9]{4}";

    private static final Pattern NUMBER = Pattern.compile(BEFORE + "(?:" + CHINESE_MOBILE + "|" + INTERNATIONAL + "|"
            + CHINESE_LANDLINE + "|" + NORTH_AMERICAN + ")" + AFTER);

    private PhoneNumbers() {}

    static void find(String text, List<PersonalData.Found> found) {
        Matcher matcher = null;
        for (int i = 0; i < text.length(); i++) {
            if (!mayBegin(text, i)) {
                continue;
            }
            matcher = matcher == null
                    ? NUMBER.matcher(text).useTransparentBounds(true).useAnchoringBounds(false)
                    : matcher;
            if (matcher.region(i, text.length()).lookingAt() && hasDigits(text, i, matcher.end())) {
                found.add(new PersonalData.Found(PersonalData.Type.PHONE, i, matcher.end()));
                i = matcher.end() - 1;
            }
        }
    }

    /** A number begins with a plus, a bracket or the first digit of a run, and enough digits follow at once. */
    private static boolean mayBegin(String text, int at) {
        char c = text.charAt(at);
        boolean opens = isDigit(c) ? at == 0 || !isDigit(text.charAt(at - 1)) : c == '+' || c == '(';
        return opens && hasDigits(text, at, Math.min(text.length(), at + LONGEST));
    }

    private static boolean hasDigits(String text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits >= LEAST_DIGITS;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
