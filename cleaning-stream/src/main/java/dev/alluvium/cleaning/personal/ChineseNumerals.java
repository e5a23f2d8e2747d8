package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;

/**
 * Numbers whose digits are Chinese numerals, alone or mixed with Arabic ones, as they are written to hide them from programs:
 * 一三八零零…, 幺三八…, 壹叁捌…, 138零零…. A count (三千二百) has words of magnitude and is none.
 */
final class ChineseNumerals {
    private static final int MOST = 20;
    private static final int MOBILE = 11;
    private static final int RESIDENT = 18;
    private static final int LEAST_CARD = 15;
    private static final int MOST_CARD = 19;
    private static final int LEAST_PHONE = 7;
    private static final int MOST_PHONE = 12;
    private static final int LEAST_QQ = 5;
    private static final String MAGNITUDES = "十百千万亿点年月日时第几多半拾佰仟萬億";

    private final CharSequence text;
    private final StringBuilder digits = new StringBuilder(MOST);
    private int end;
    private int numerals;

    private ChineseNumerals(CharSequence text, int start) {
        this.text = text;
        this.end = start;
    }

    /** The number that begins at {@code start}, of the type that its digits or the words before it say, or null. */
    static @Nullable PersonalSpan find(CharSequence text, int start, ContextCache contexts) {
        char before = start > 0 ? text.charAt(start - 1) : ' ';
        if (digit(before) >= 0 || MAGNITUDES.indexOf(before) >= 0) {
            return null;
        }
        ChineseNumerals number = new ChineseNumerals(text, start);
        if (!number.read()) {
            return null;
        }
        NumberContext context = contexts.at(start);
        PersonalType type = number.type(context);
        return type == null ? null : new PersonalSpan(type, start, number.end);
    }

    /** Reads all digits, with at most one blank or dash between two; false if they are too few, too many, or a count. */
    private boolean read() {
        int at = end;
        while (at < text.length() && digits.length() <= MOST) {
            char c = text.charAt(at);
            int digit = digit(c);
            boolean check = digits.length() == RESIDENT - 1 && (c == 'X' || c == 'x');
            if (digit >= 0 || check) {
                digits.append(check ? 'X' : (char) digit);
                numerals += c >= 0x80 ? 1 : 0;
                end = ++at;
            } else if (at == end && (c == ' ' || c == '-' || c == '－' || c == '—')) {
                at++;
            } else {
                break;
            }
        }
        boolean counted = end < text.length() && MAGNITUDES.indexOf(text.charAt(end)) >= 0;
        return (numerals > 1 || digits.length() == MOBILE)
                && digits.length() >= LEAST_QQ
                && digits.length() <= MOST
                && !counted
                && Ascii.endsNumber(text, end);
    }

    private @Nullable PersonalType type(NumberContext context) {
        int length = digits.length();
        if (numerals < 2) {
            return isMobile() && context.isBeside(NumberTopic.PHONE)
                    ? PersonalType.PHONE
                    : null; // digits with blanks between
        }
        boolean resident = length == RESIDENT
                && (context.isNamed(NumberTopic.RESIDENT_ID) || ChineseResidentIds.isWhole(digits, 0, RESIDENT));
        if (resident) {
            return PersonalType.RESIDENT_ID;
        }
        if (length >= LEAST_CARD && length <= MOST_CARD && context.isBeside(NumberTopic.CARD)) {
            return PersonalType.BANK_CARD;
        }
        if (isMobile() && !context.isOther(NumberTopic.PHONE) && !Phones.isCounted(text, end)) {
            return PersonalType.PHONE;
        }
        boolean phone = length >= LEAST_PHONE && length <= MOST_PHONE && context.isBeside(NumberTopic.PHONE);
        if (phone && !isDate() && !isHotline() && !Phones.isCounted(text, end)) {
            return PersonalType.PHONE;
        }
        return length <= MOBILE && context.isBeside(NumberTopic.QQ) ? PersonalType.CHAT_ID : null;
    }

    private boolean isMobile() {
        int from = digits.length() == MOBILE + 2 && digits.charAt(0) == '8' && digits.charAt(1) == '6' ? 2 : 0;
        return digits.length() == from + MOBILE
                && digits.charAt(from) == '1'
                && PhonePlans.isChinese(Ascii.number(digits, from, 5), MOBILE);
    }

    private boolean isDate() {
        int year = Ascii.number(digits, 0, 4);
        return digits.length() == 8 && year >= 1900 && year <= 2099;
    }

    private boolean isHotline() {
        return Ascii.number(digits, 0, 3) == 400;
    }

    /** {@code value} with its numerals as digits. */
    static String arabic(String value) {
        StringBuilder arabic = new StringBuilder(value);
        for (int i = 0; i < arabic.length(); i++) {
            int digit = digit(arabic.charAt(i));
            if (digit >= 0) {
                arabic.setCharAt(i, (char) digit);
            }
        }
        return arabic.toString();
    }

    /** The Arabic digit, as a character, that {@code c} is or stands for, or -1. */
    static int digit(char c) {
        return switch (c) {
            case '零', '〇', '○' -> '0';
            case '一', '幺', '壹' -> '1';
            case '二', '两', '贰' -> '2';
            case '三', '叁' -> '3';
            case '四', '肆' -> '4';
            case '五', '伍' -> '5';
            case '六', '陆' -> '6';
            case '七', '柒' -> '7';
            case '八', '捌' -> '8';
            case '九', '玖' -> '9';
            default -> Ascii.isDigit(c) ? c : -1;
        };
    }
}
