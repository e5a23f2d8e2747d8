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
        if (digits(text) < LEAST_DIGITS) {
            return;
        }
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            if (digits(matcher.group()) >= LEAST_DIGITS) {
                found.add(new PersonalData.Found(PersonalData.Type.PHONE, matcher.start(), matcher.end()));
            }
        }
    }

    private static long digits(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').count();
    }
}
