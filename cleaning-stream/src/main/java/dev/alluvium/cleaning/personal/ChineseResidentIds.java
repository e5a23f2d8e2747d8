package dev.alluvium.cleaning.personal;

import java.time.LocalDate;

/**
 * Resident identity numbers, GB 11643: six digits of a region, the date of birth, a sequence number and a check
 * character; in one run or in groups. A valid one is rare among numbers and counts whatever stands
 * before it; behind a word that names it, one with a wrong check character or date counts too, for it was typed or made up.
 * The 15 digits of before 1999 have no check and need a word.
 */
final class ChineseResidentIds {
    private static final int LENGTH = 18;
    private static final int OLD_LENGTH = 15;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;
    private static final String REGIONS = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46"
            + " 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 ";

    private ChineseResidentIds() {}

    /** End of the number that begins with the run of letters and digits from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end, ContextCache contexts) {
        int length = end - start;
        if (length == LENGTH && hasForm(text, start)) {
            return isWhole(text, start, end) || isNamed(text, start, contexts) ? end : -1;
        }
        if (length == OLD_LENGTH && Ascii.digits(text, start) == OLD_LENGTH) {
            boolean dated = isRegion(text, start) && isDate(1900 + Ascii.number(text, start + 6, 2), text, start + 8);
            NumberContext context = contexts.at(start);
            return dated && (context.isNamed(NumberTopic.RESIDENT_ID) || context.isBeside(NumberTopic.PAPERS))
                    ? end
                    : -1;
        }
        return length == 4 || length == 6 ? parted(text, start, end, contexts) : -1;
    }

    /** Whether the run from {@code start} to {@code end} is a valid number, whatever stands before it. */
    static boolean isWhole(CharSequence text, int start, int end) {
        return end - start == LENGTH
                && hasForm(text, start)
                && isValid(text.subSequence(start, end).toString());
    }

    private static boolean hasForm(CharSequence text, int start) {
        int digits = Math.min(LENGTH, Ascii.digits(text, start));
        char last = digits == LENGTH - 1 ? Ascii.lower(text.charAt(start + digits)) : 'x';
        return digits >= LENGTH - 1 && last == 'x';
    }

    private static boolean isNamed(CharSequence id, int at, ContextCache contexts) {
        NumberContext context = contexts.at(at);
        boolean plausible = isRegion(id, at) && isDate(Ascii.number(id, at + 6, 4), id, at + 10);
        return context.isBeside(NumberTopic.RESIDENT_ID)
                || (plausible && (context.isNamed(NumberTopic.RESIDENT_ID) || context.isBeside(NumberTopic.PAPERS)));
    }

    /** In groups, of which the first has four digits or is the region. */
    private static int parted(CharSequence text, int start, int end, ContextCache contexts) {
        StringBuilder id = new StringBuilder(LENGTH).append(text, start, end);
        char gap = end < text.length() ? text.charAt(end) : 0;
        int last = end;
        while (id.length() < LENGTH && last < text.length() && text.charAt(last) == gap && isGap(gap)) {
            int from = ++last;
            while (last < text.length() && id.length() < LENGTH && isIdDigit(text.charAt(last), id.length())) {
                id.append(text.charAt(last++));
            }
            if (last == from) {
                return -1;
            }
        }
        boolean whole = id.length() == LENGTH && hasForm(id, 0) && Ascii.endsNumber(text, last);
        return whole && (isValid(id.toString()) || contexts.at(start).isBeside(NumberTopic.RESIDENT_ID)) ? last : -1;
    }

    private static boolean isIdDigit(char c, int at) {
        return Ascii.isDigit(c) || (at == LENGTH - 1 && (c == 'X' || c == 'x'));
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '-' || c == '\u2013';
    }

    private static boolean isValid(String id) {
        return Checksums.resident(id) && isRegion(id, 0) && isDate(Ascii.number(id, 6, 4), id, 10);
    }

    static boolean isRegion(CharSequence id, int at) {
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
