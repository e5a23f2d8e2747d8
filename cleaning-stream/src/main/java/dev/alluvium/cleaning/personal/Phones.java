package dev.alluvium.cleaning.personal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephone numbers in the forms in which people write them, checked by libphonenumber: what has the form of a number
 * must be possible, and what is a bare run of digits must belong to a range in use, unless a word says that it is one.
 */
final class Phones {
    private static final int LEAST_DIGITS = 7;
    private static final int LONGEST = 40;
    private static final int BEFORE = 12;
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String CHINA = "CN";

    private static final String AFTER = "(?![A-Za-z0-9_])(?![.,][0-9])";
    private static final Pattern CHINESE_MOBILE =
            Pattern.compile("(?:(?:\\+|00)?86[- ]?)?1[3-9][0-9](?:[-. ]?[0-9]{4}){2}" + AFTER);
    private static final Pattern INTERNATIONAL =
            Pattern.compile("(?:\\+|00)[1-9][0-9]{0,2}(?:[ .-]?\\(?[0-9]{2,4}\\)?){2,5}" + AFTER);
    private static final Pattern CHINESE_LANDLINE =
            Pattern.compile("(?:0[1-9][0-9]{1,2}[- ]|\\(0[1-9][0-9]{1,2}\\) ?)[2-9][0-9]{6,7}(?:-[0-9]{1,6})?" + AFTER);
    private static final Pattern CHINESE_LANDLINE_RUN =
            Pattern.compile("0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}" + AFTER);
    private static final Pattern NORTH_AMERICAN = Pattern.compile(
            "(?:1[-. ])?(?:\\([2-9][0-9]{2}\\) ?|(?!400)[2-9][0-9]{2}[-.])[2-9][0-9]{2}[-.][0-9]{4}" + AFTER);
    private static final Pattern LOCAL = Pattern.compile("[2-9][0-9]{6,7}" + AFTER);

    private static final List<String> NAMES = List.of(
            "电话", "手机", "座机", "联系", "致电", "热线", "传真", "拨打", "tel", "phone", "mobile", "call", "fax", "whatsapp");
    private static final Pattern NAMED_LOCAL = Pattern.compile("(?:电话|座机|传真|tel|phone|fax)[^0-9]{0,2}[:：]\\s?$");

    private Phones() {}

    /** End of the number that begins at {@code start} with a digit, a plus or a bracket, or -1. */
    static int end(CharSequence text, int start) {
        if (!hasDigits(text, start, Math.min(text.length(), start + LONGEST))) {
            return -1;
        }
        int mobile = match(CHINESE_MOBILE, text, start);
        if (mobile > 0) {
            return isMobile(text, start, mobile) ? mobile : -1;
        }
        int formed = formed(text, start);
        if (formed > 0) {
            return Context.of(text, start, NAMES) == Context.OTHER ? -1 : formed;
        }
        int run = match(CHINESE_LANDLINE_RUN, text, start);
        if (run > 0 && Context.of(text, start, NAMES) == Context.NAMED && isKnown(text, start, run, true)) {
            return run;
        }
        int local = match(LOCAL, text, start);
        return local > 0
                        && isNamedLocal(text.subSequence(Math.max(0, start - BEFORE), start)
                                .toString())
                ? local
                : -1;
    }

    private static boolean isNamedLocal(String before) {
        return NAMED_LOCAL.matcher(before.toLowerCase(Locale.ROOT)).find();
    }

    private static boolean isMobile(CharSequence text, int start, int end) {
        return switch (Context.of(text, start, NAMES)) {
            case NAMED -> true;
            case OTHER -> false;
            case NONE -> isKnown(text, start, end, true);
        };
    }

    private static int formed(CharSequence text, int start) {
        char first = text.charAt(start);
        boolean abroad = first == '+' || Ascii.startsWith(text, "00", start);
        int end = abroad ? match(INTERNATIONAL, text, start) : match(CHINESE_LANDLINE, text, start);
        if (end > 0) {
            return hasDigits(text, start, end) && isKnown(text, start, end, !abroad && first != '(') ? end : -1;
        }
        int american = match(NORTH_AMERICAN, text, start);
        return american > 0 && hasDigits(text, start, american) ? american : -1;
    }

    private static boolean isKnown(CharSequence text, int start, int end, boolean inUse) {
        String written = text.subSequence(start, end).toString();
        try {
            String dialled = written.startsWith("00") ? "+" + written.substring(2) : written;
            PhoneNumber number = NUMBERS.parse(dialled.startsWith("86") ? "+" + dialled : dialled, CHINA);
            return inUse ? NUMBERS.isValidNumber(number) : NUMBERS.isPossibleNumber(number);
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static int match(Pattern pattern, CharSequence text, int start) {
        Matcher matcher = pattern.matcher(text)
                .region(start, text.length())
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    private static boolean hasDigits(CharSequence text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to && digits < LEAST_DIGITS; i++) {
            digits += Ascii.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits >= LEAST_DIGITS;
    }
}
