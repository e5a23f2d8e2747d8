package dev.alluvium.cleaning.value;

import java.util.Locale;
import java.util.Set;

/** Looks at the characters beside a value that make it a part of something else. Each look is bounded. */
final class ValueContext {
    private static final int WORD = 16;
    private static final String OPERATORS = "~～-‐‑–—−×xX*±+/^÷∶·⋅、至到或和与及";
    private static final Set<String> WORDS = Set.of("to", "and", "or", "by", "plus", "minus", "through", "times");
    private static final String BOUNDS = "<>≤≥＜＞⩽⩾";
    private static final String FRACTIONS = "½⅓⅔¼¾⅕⅛⅜⅝⅞⁄²³⁴⁵⁶⁷⁸⁹⁰¹";
    private static final String GREATER = "万亿千百";
    /** What has a number with 号 that is no day: a metro line, a building, a machine. */
    private static final String NUMBERED = "文线楼院门机车库厂馆井房台柜仓岗站桥坑船舰炉位桌座店铺屋宅口";

    private static final Set<String> BEFORE_DATES = Set.of(
            "on",
            "since",
            "until",
            "till",
            "by",
            "from",
            "to",
            "dated",
            "date",
            "before",
            "after",
            "due",
            "of",
            "as",
            "in",
            "is",
            "was",
            "and",
            "or",
            "between",
            "updated",
            "published",
            "signed",
            "issued",
            "the");
    private static final String RANGES = "-~～‐‑–—−至到、和与及";
    private static final Set<String> LUNAR = Set.of("农历", "農曆", "阴历", "陰曆", "旧历", "夏历");
    private static final String[] VERSIONS = {"版本", "版本号", "版", "固件", "补丁", "软件"};

    private ValueContext() {}

    /** One end of a range, a tolerance, a product, a power, a fraction or a compound number whose other part has no unit. */
    static boolean isPart(String text, int start, int end) {
        return isPartOfWhatStandsBefore(text, start) || isPartOfWhatFollows(text, end);
    }

    /** A year before Christ, a day of the moon's calendar, one end of a range, the number of a line or a house, or a version. */
    static boolean isNoDate(String text, int start, int end) {
        int after = skipBlanks(text, end);
        if (isBeforeChrist(text, start, end)
                || isRangeFrom(text, end)
                || isRangeTo(text, start)
                || LUNAR.stream().anyMatch(word -> text.startsWith(word, start - word.length()))) {
            return true;
        }
        char last = text.charAt(end - 1);
        if (last == '号' && after < text.length() && NUMBERED.indexOf(text.charAt(after)) >= 0) {
            return true;
        }
        return last != '日' && last != '号' && isVersion(text, start, end);
    }

    /** A year before Christ, or the end of a range: {@code 5 to 10 January 2024}. */
    static boolean isNoWholeDate(String text, int start, int end) {
        return isBeforeChrist(text, start, end) || isRangeTo(text, start);
    }

    /** Whether another day without a year follows: {@code 2024年1月5日至10日}. */
    private static boolean isRangeFrom(String text, int end) {
        int sign = skipBlanks(text, end);
        if (sign == text.length() || RANGES.indexOf(text.charAt(sign)) < 0) {
            return false;
        }
        int from = skipBlanks(text, sign + 1);
        int at = from;
        while (at < text.length() && at - from < 3 && isNumber(text.charAt(at))) {
            at++;
        }
        int unit = skipBlanks(text, at);
        return at > from && at - from < 3 && unit < text.length() && "日号月".indexOf(text.charAt(unit)) >= 0;
    }

    /** Whether another day without a year stands before: {@code 1月5日至2024年2月3日}, {@code 5 to 10 January 2024}. */
    private static boolean isRangeTo(String text, int start) {
        int at = skipBlanksBack(text, start);
        String word = wordBefore(text, at);
        boolean sign = at > 0 && RANGES.indexOf(text.charAt(at - 1)) >= 0;
        if (!sign && !WORDS.contains(word) && !word.equals("until") && !word.equals("till")) {
            return false;
        }
        at = skipBlanksBack(text, sign ? at - 1 : at - word.length());
        if (at > 0 && "日号".indexOf(text.charAt(at - 1)) >= 0) {
            int year = at;
            while (year > 0 && at - year < WORD && text.charAt(year - 1) != '年') {
                year--;
            }
            return year == 0 || text.charAt(year - 1) != '年';
        }
        String ordinal = wordBefore(text, at);
        int end = Set.of("st", "nd", "rd", "th").contains(ordinal) ? at - 2 : at;
        int from = end;
        while (from > 0 && end - from < 3 && isNumber(text.charAt(from - 1))) {
            from--;
        }
        boolean joined = from > 0 && "./-".indexOf(text.charAt(from - 1)) >= 0;
        return end > from && end - from < 3 && !joined;
    }

    /** A year before Christ. */
    private static boolean isBeforeChrist(String text, int start, int end) {
        int before = skipBlanksBack(text, start);
        int after = skipBlanks(text, end);
        return (before > 0 && text.charAt(before - 1) == '前')
                || text.startsWith("BC", after)
                || text.startsWith("B.C", after);
    }

    /** Dots, slashes and hyphens are a version's too: behind a name, or beside a word for one. */
    private static boolean isVersion(String text, int start, int end) {
        int before = start;
        while (before > 0 && (isBlank(text.charAt(before - 1)) || ":：=#(（".indexOf(text.charAt(before - 1)) >= 0)) {
            before--;
        }
        for (String version : VERSIONS) {
            if (text.startsWith(version, before - version.length()) || text.startsWith(version, end)) {
                return true;
            }
        }
        boolean dotted = text.charAt(start + 4 < end ? start + 4 : start) == '.';
        String word = wordBefore(text, before);
        return Set.of("version", "versions", "ver", "v", "release", "build", "revision", "rev")
                        .contains(word)
                || (dotted && before == skipBlanksBack(text, start) && !word.isEmpty() && !BEFORE_DATES.contains(word));
    }

    private static boolean isPartOfWhatStandsBefore(String text, int start) {
        int at = skipBlanksBack(text, start);
        if (at == 0) {
            return false;
        }
        char c = text.charAt(at - 1);
        if (isNumber(c) || GREATER.indexOf(c) >= 0 || text.startsWith("升", at - 2)) {
            return true;
        }
        if (isBesideSign(text, start, at) || isBound(text, at)) {
            return true;
        }
        String word = wordBefore(text, at);
        int further = WORDS.contains(word) ? at - word.length() : OPERATORS.indexOf(c) >= 0 ? at - 1 : -1;
        if (further < 0) {
            return false;
        }
        int number = skipBlanksBack(text, further);
        while (number > 1 && further - number < WORD && "+/-".indexOf(text.charAt(number - 1)) >= 0) {
            number--;
        }
        number = skipBlanksBack(text, number);
        return number > 0 && isNumber(text.charAt(number - 1));
    }

    /** Behind a slash or a power's sign, the colon of a ratio, the sign of an exponent ({@code 1.0E+3}) or a wide decimal point. */
    private static boolean isBesideSign(String text, int start, int at) {
        char c = text.charAt(at - 1);
        char before = at > 1 ? text.charAt(at - 2) : ' ';
        boolean touches = at == start && isNumber(before);
        return switch (c) {
            case '/', '^', '·', '⋅', '*' -> Character.isLetterOrDigit(before);
            case ':', '：', '∶', '．', '，' -> touches;
            case '+' -> at > 2 && (before == 'e' || before == 'E') && isNumber(text.charAt(at - 3));
            default -> false;
        };
    }

    /** The upper bound of {@code 10<x<50}, whose lower one has no unit. */
    private static boolean isBound(String text, int at) {
        if (BOUNDS.indexOf(text.charAt(at - 1)) < 0) {
            return false;
        }
        int name = skipBlanksBack(text, at - 1);
        int lower = name > 0 && Character.isLetter(text.charAt(name - 1)) ? skipBlanksBack(text, name - 1) : 0;
        int number = lower > 0 && BOUNDS.indexOf(text.charAt(lower - 1)) >= 0 ? skipBlanksBack(text, lower - 1) : 0;
        return number > 0 && isNumber(text.charAt(number - 1));
    }

    private static boolean isPartOfWhatFollows(String text, int end) {
        int at = skipBlanks(text, end);
        if (at == text.length()) {
            return false;
        }
        boolean hyphened = at == end && text.charAt(at) == '-' && "万亿".indexOf(text.charAt(end - 1)) < 0;
        if (hyphened && end + 1 < text.length() && isNumber(text.charAt(end + 1))) {
            return true; // a number right behind a hyphen is never converted
        }
        int behind = at;
        if (OPERATORS.indexOf(text.charAt(at)) >= 0) {
            behind = at + 1;
        } else {
            while (behind < text.length() && behind - at < WORD && isLatin(text.charAt(behind))) {
                behind++;
            }
            if (!WORDS.contains(text.substring(at, behind).toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        int number = skipBlanks(text, behind);
        int last = number;
        while (last < text.length()
                && last - number < WORD
                && (isNumber(text.charAt(last)) || text.charAt(last) == '.')) {
            last++;
        }
        int unit = skipBlanks(text, last);
        return last > number && (unit == text.length() || !Character.isLetter(text.charAt(unit)));
    }

    private static boolean isNumber(char c) {
        return (c >= '0' && c <= '9') || FRACTIONS.indexOf(c) >= 0;
    }

    private static String wordBefore(String text, int end) {
        int start = end;
        while (start > 0 && end - start < WORD && isLatin(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < WORD && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int skipBlanksBack(String text, int from) {
        int at = from;
        while (at > 0 && from - at < WORD && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u3000';
    }
}
