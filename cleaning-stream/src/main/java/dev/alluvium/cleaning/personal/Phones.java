package dev.alluvium.cleaning.personal;

/**
 * Telephone numbers in the forms in which people write them, checked against the numbering plans of libphonenumber: what
 * has the form of a number must be possible, a bare run of digits must belong to a range in use unless a word says that it
 * is one, and what has no form of its own needs the word next to it.
 */
final class Phones {
    private static final int MOBILE = 11;
    private static final int LEAST = 7;
    private static final int LEAST_NAMED = 6;
    private static final int MOST_NAMED = 13;
    private static final int LONGEST_EXTENSION = 6;
    private static final int MOST_INSIDE = 6;
    /** What is counted by such a word is no number to call. */
    private static final String UNITS = "次元吨件台套份辆株块瓶粒颗桶亿条篇页笔个";

    private static final String[] CHINESE_UNITS = {"字节", "美元", "毫秒", "公里", "公斤", "千克", "人次", "平方", "立方", "万元"};
    private static final String[] LATIN_UNITS = {
        "times",
        "views",
        "bytes",
        "users",
        "rows",
        "points",
        "people",
        "dollars",
        "usd",
        "units",
        "items",
        "records",
        "kg",
        "km",
        "kb",
        "mb",
        "gb",
        "ms",
        "tokens",
        "visits",
        "hits",
        "plays",
        "downloads",
        "requests",
        "lines",
        "words",
        "years",
        "euros",
        "eur",
        "yuan",
        "rmb"
    };
    private static final String[] LABELS = {"office", "fax", "mobile", "cell", "home", "work", "desk", "direct", "tel"};

    private Phones() {}

    /** End of the number that begins at {@code start} with a digit, a plus or a bracket, or -1. */
    static int end(CharSequence text, int start, ContextCache contexts) {
        if (isInside(text, start)) {
            return -1;
        }
        PhoneForm form = PhoneForm.read(text, start);
        if (form == null) {
            return -1;
        }
        int formed = formed(text, form);
        int end = formed > 0 ? formed : -1;
        if (end < 0) {
            int chinese = chinese(text, form);
            if (chinese > 0) {
                boolean known =
                        contexts.at(start).isNamed(NumberTopic.PHONE) || (inUse(form) && !isCounted(text, chinese));
                end = known ? chinese : -1;
            }
        }
        if (end < 0) {
            int last = goesOn(text, start) ? -1 : national(text, form);
            if (last > 0) {
                boolean named = contexts.at(start).isBeside(NumberTopic.PHONE);
                end = (named && !isCounted(text, last)) || isLabelled(text, form, last) ? last : -1;
            }
        }
        if (end < 0) {
            return -1;
        }
        return contexts.at(start).isOther(NumberTopic.PHONE) ? -1 : extended(text, end);
    }

    /** End of a number whose form says what it is. */
    private static int formed(CharSequence text, PhoneForm form) {
        boolean zeros = form.count() > 4 && form.digit(0) == '0' && form.digit(1) == '0' && form.digit(2) != '0';
        if (form.plus || zeros) {
            return abroad(text, form, form.plus ? 0 : 2);
        }
        int area = areaSize(form);
        if (area > 0 && form.size(0) == area) {
            for (int groups = Math.min(3, form.groups); groups > 1; groups--) {
                int local = form.count(groups) - area;
                boolean shaped = groups == 2 ? local == 7 || local == 8 : form.isShaped(1, local - 4, 4);
                if (shaped
                        && (local == 7 || local == 8)
                        && form.digit(area) >= '2'
                        && PhonePlans.isChineseLandline(form.number(1, 4), area - 1 + local)
                        && ends(text, form, groups)) {
                    return form.end(groups - 1);
                }
            }
        }
        int first = form.size(0) == 1 && form.digit(0) == '1' ? 1 : 0;
        boolean american = form.isShaped(first, 3, 3, 4)
                && (form.bracket || isHyphened(form, first))
                && isAmerican(form, first)
                && ends(text, form, first + 3);
        return american ? form.end(first + 2) : -1;
    }

    /** The same hyphen or full stop before the last two groups, and nothing else. */
    private static boolean isHyphened(PhoneForm form, int first) {
        char gap = form.gap(first + 1);
        return gap != ' '
                && gap != '/'
                && gap == form.gap(first + 2)
                && form.end(first + 1) - form.end(first) == 4
                && form.end(first + 2) - form.end(first + 1) == 5;
    }

    private static boolean isAmerican(PhoneForm form, int from) {
        boolean hotline = form.number(from, 3) == 400;
        return form.digit(from) >= '2' && form.digit(from + 3) >= '2' && !hotline;
    }

    /** A number behind a plus or 00 and a calling code: as many groups as make a possible one. */
    private static int abroad(CharSequence text, PhoneForm form, int from) {
        int code = PhonePlans.callingCode(form, from);
        if (code == 0) {
            return -1;
        }
        int calling = form.number(from, code);
        boolean decimal = form.isDotted() && form.groups == 2;
        for (int groups = form.groups; groups > 0 && !decimal; groups--) {
            int national = form.count(groups) - from - code;
            if (national < 4) {
                return -1;
            }
            boolean trunk = form.digit(from + code) == '0' && !PhonePlans.isPossible(calling, national);
            if (PhonePlans.isPossible(calling, trunk ? national - 1 : national)
                    && form.count(groups) >= LEAST_NAMED
                    && ends(text, form, groups)) {
                return national < MOBILE - 1 && isRound(form, groups) ? -1 : form.end(groups - 1);
            }
        }
        return -1;
    }

    /** Six zeros at the end: an amount. */
    private static boolean isRound(PhoneForm form, int groups) {
        int count = form.count(groups);
        for (int i = Math.max(0, count - 6); i < count; i++) {
            if (form.digit(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** End of a Chinese mobile number, or of a landline's in one run. */
    private static int chinese(CharSequence text, PhoneForm form) {
        boolean prefixed = form.digit(0) == '8' && form.digit(1) == '6';
        int from = prefixed ? 2 : 0;
        int first = prefixed && form.size(0) == 2 ? 1 : 0;
        if (form.count() >= from + MOBILE && form.digit(from) == '1' && form.digit(from + 1) >= '3') {
            for (int groups = Math.min(form.groups, first + 3); groups > first; groups--) {
                if (form.count(groups) == from + MOBILE
                        && isMobileShaped(form, first, groups)
                        && ends(text, form, groups)) {
                    return form.end(groups - 1);
                }
            }
        }
        int area = areaSize(form);
        int run = form.size(0);
        boolean landline = area > 0
                && (run == area + 7 || run == area + 8)
                && form.digit(area) >= '2'
                && PhonePlans.isChineseLandline(form.number(1, 4), run - 1)
                && ends(text, form, 1);
        return landline ? form.end(0) : -1;
    }

    private static boolean isMobileShaped(PhoneForm form, int first, int groups) {
        int least = groups - first == 1 ? MOBILE : 3;
        for (int i = first; i < groups; i++) {
            boolean prefix = i == 0 && form.size(0) == MOBILE + 2;
            if (form.size(i) < least && !prefix) {
                return false;
            }
        }
        return true;
    }

    private static boolean inUse(PhoneForm form) {
        int from = form.digit(0) == '8' ? 2 : 0;
        return form.digit(from) == '1' && PhonePlans.isChinese(form.number(from, 5), MOBILE);
    }

    /** Digits of the area code with which a Chinese number begins, its zero included, or 0. */
    private static int areaSize(PhoneForm form) {
        if (form.digit(0) != '0' || form.digit(1) == '0') {
            return 0;
        }
        return form.digit(1) <= '2' ? 3 : 4;
    }

    /**
     * Whether a short group stands between others, in a table or a longer number: what began before it was read with it. A
     * group that may begin a Chinese number is looked at.
     */
    private static boolean isInside(CharSequence text, int start) {
        int size = Ascii.digits(text, start);
        boolean mayBegin = text.charAt(start) == '0' || (text.charAt(start) == '1' && size == 3);
        int end = start + size;
        return size > 0
                && size <= MOST_INSIDE
                && !mayBegin
                && goesOn(text, start)
                && end < text.length()
                && text.charAt(end) == ' ';
    }

    /** Whether digits and a separator stand before, so that the number began there. */
    private static boolean goesOn(CharSequence text, int start) {
        return start > 1 && PhoneForm.isSeparator(text.charAt(start - 1)) && Ascii.isDigit(text.charAt(start - 2));
    }

    /** End of a number in any form that some country has, or -1; no date and no years. */
    private static int national(CharSequence text, PhoneForm form) {
        if (form.isShaped(0, 3, 3, 4) && isAmerican(form, 0) && ends(text, form, 3)) {
            return form.end(2);
        }
        for (int groups = form.groups; groups > 0; groups--) {
            int count = form.count(groups);
            if (count < LEAST_NAMED) {
                return -1;
            }
            boolean decimal = groups == 2 && form.isDotted() && form.groups == 2;
            if (count <= MOST_NAMED
                    && (count >= LEAST || groups > 1)
                    && count >= 2 * groups - (form.bracket ? 2 : 1)
                    && !decimal
                    && !isDate(form, groups)
                    && !isRound(form, groups)
                    && form.number(0, 3) != 400
                    && ends(text, form, groups)) {
                return form.end(groups - 1);
            }
        }
        return -1;
    }

    private static boolean isDate(PhoneForm form, int groups) {
        int year = form.number(0, 4);
        boolean recent = year >= 1900 && year <= 2099;
        if (groups == 1) {
            int month = form.number(4, 2);
            return recent && form.size(0) == 8 && month >= 1 && month <= 12 && form.number(6, 2) <= 31;
        }
        boolean years = form.isShaped(0, 4, 4) && recent && form.number(4, 4) >= 1900 && form.number(4, 4) <= 2099;
        boolean first = form.size(0) == 4 && recent && form.size(1) <= 2 && form.number(4, form.size(1)) <= 12;
        boolean last = groups >= 3
                && form.size(0) <= 2
                && form.size(1) <= 2
                && form.size(2) == 4
                && form.number(form.count(2), 4) >= 1900
                && form.number(form.count(2), 4) <= 2099;
        return years || first || last;
    }

    /** Whether the number may end behind {@code groups} groups: nothing goes on there but an extension. */
    private static boolean ends(CharSequence text, PhoneForm form, int groups) {
        int end = form.end(groups - 1);
        return Ascii.endsNumber(text, end) || extended(text, end) > end;
    }

    /** End with the extension: {@code x123}, {@code ext. 123}, {@code 转801}, {@code -78}. */
    private static int extended(CharSequence text, int end) {
        int at = end;
        if (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        boolean mark =
                at < text.length() && (text.charAt(at) == 'x' || text.charAt(at) == 'X' || text.charAt(at) == '-');
        if (mark) {
            at++;
        } else if (startsWord(text, at, "ext")) {
            at += 3;
            while (at < text.length() && at - end < 6 && (text.charAt(at) == '.' || text.charAt(at) == ' ')) {
                at++;
            }
        } else {
            return end;
        }
        int digits = Ascii.digits(text, at);
        boolean extension = digits > 0 && digits <= LONGEST_EXTENSION && Ascii.endsWhole(text, at + digits);
        return extension ? at + digits : end;
    }

    static boolean isCounted(CharSequence text, int end) {
        int at = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        if (Ascii.isLetter(c)) {
            return startsAny(text, at, LATIN_UNITS);
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        boolean unit = UNITS.indexOf(c) >= 0 && !(c == '次' && next == '日') && !(c == '个' && next == '人');
        for (int i = 0; i < CHINESE_UNITS.length && !unit; i++) {
            unit = Ascii.startsWith(text, CHINESE_UNITS[i], at);
        }
        return unit || c == '%' || c == '℃';
    }

    /** A label behind: {@code 416 60 039 office}, {@code 07700 063 966-Fax}. */
    private static boolean isLabelled(CharSequence text, PhoneForm form, int end) {
        boolean gap = end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '-');
        boolean grouped = form.end(0) != end && (form.groups > 2 || !form.isDotted());
        if (!gap || (!grouped && text.charAt(end) != '-')) {
            return false;
        }
        for (String label : LABELS) {
            int after = end + 1 + label.length();
            if (startsWord(text, end + 1, label)) {
                return after >= text.length() || (text.charAt(after) != ' ' && text.charAt(after) != '-');
            }
        }
        return false;
    }

    private static boolean startsAny(CharSequence text, int at, String[] words) {
        for (String word : words) {
            int after = at + word.length();
            if (startsWord(text, at, word) && (after >= text.length() || !Ascii.isAlphanumeric(text.charAt(after)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWord(CharSequence text, int at, String word) {
        if (at + word.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Ascii.lower(text.charAt(at + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
