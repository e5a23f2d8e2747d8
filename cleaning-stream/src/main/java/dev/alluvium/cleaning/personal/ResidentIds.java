package dev.alluvium.cleaning.personal;

import java.time.LocalDate;
import java.util.List;

/**
 * Resident identity numbers, GB 11643: six digits of a region, the date of birth, a sequence number and a check
 * character; in one run or with its three parts set apart. The 15 digits of before 1999 have no check and need a word.
 */
final class ResidentIds {
    private static final int LENGTH = 18;
    private static final int OLD_LENGTH = 15;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;
    private static final String REGIONS = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46"
            + " 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 ";
    private static final List<String> NAMES = List.of("身份证", "证件号", "公民身份", "id card", "identity", "resident id");

    private ResidentIds() {}

    /** End of the number that begins with the run of letters and digits from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end) {
        int length = end - start;
        if (length == LENGTH && isValid(text.subSequence(start, end).toString())) {
            return unless(Context.OTHER, text, start, end);
        }
        if (length == OLD_LENGTH && Ascii.digits(text, start) == OLD_LENGTH) {
            boolean named = isRegion(text, start)
                    && isDate(1900 + Ascii.number(text, start + 6, 2), text, start + 8)
                    && Context.of(text, start, NAMES) == Context.NAMED;
            return named ? end : -1;
        }
        return length == 6 ? parted(text, start, end) : -1;
    }

    private static int parted(CharSequence text, int start, int end) {
        int last = end + 1 + 8 + 1 + 4;
        if (last > text.length() || !isGap(text.charAt(end)) || !isGap(text.charAt(end + 9))) {
            return -1;
        }
        String id = text.subSequence(start, end).toString()
                + text.subSequence(end + 1, end + 9).toString()
                + text.subSequence(end + 10, last).toString();
        return Ascii.endsWhole(text, last) && isValid(id) ? unless(Context.OTHER, text, start, last) : -1;
    }

    private static int unless(Context context, CharSequence text, int start, int end) {
        return Context.of(text, start, NAMES) == context ? -1 : end;
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '-';
    }

    private static boolean isValid(String id) {
        return Checksums.resident(id) && isRegion(id, 0) && isDate(Ascii.number(id, 6, 4), id, 10);
    }

    private static boolean isRegion(CharSequence id, int at) {
        return REGIONS.contains(" " + id.subSequence(at, at + 2) + " ");
    }

    private static boolean isDate(int year, CharSequence id, int at) {
        int month = Ascii.number(id, at, 2);
        int day = Ascii.number(id, at + 2, 2);
        return year >= FIRST_YEAR
                && year <= LAST_YEAR
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= LocalDate.of(year, month, 1).lengthOfMonth();
    }
}
