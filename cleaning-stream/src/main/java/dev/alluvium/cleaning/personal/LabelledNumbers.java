package dev.alluvium.cleaning.personal;

/**
 * Numbers that have no form of their own, so that only one next to the word that names it counts: social security numbers,
 * driving licences, accounts of messengers.
 */
final class LabelledNumbers {
    private static final int SSN_WRITTEN = 11;
    private static final int SSN_DIGITS = 9;
    private static final int LEAST_LICENCE = 6;
    private static final int MOST_LICENCE = 20;
    private static final int LEAST_LICENCE_DIGITS = 4;
    private static final int LEAST_QQ = 5;
    private static final int MOST_QQ = 11;
    private static final int LEAST_WECHAT = 6;
    private static final int MOST_WECHAT = 20;

    private LabelledNumbers() {}

    /** End of the social security number that begins with the digits from {@code start} to {@code end}, or -1. */
    static int ssn(CharSequence text, int start, int end, ContextCache contexts) {
        int last = end - start == SSN_DIGITS ? end : start + SSN_WRITTEN;
        boolean written = end - start == 3
                && last <= text.length()
                && isGap(text.charAt(end))
                && Ascii.digits(text, end + 1) == 2
                && text.charAt(end + 3) == text.charAt(end)
                && Ascii.digits(text, end + 4) == 4;
        boolean form = written || Ascii.digits(text, start) == SSN_DIGITS;
        int area = form ? Ascii.number(text, start, 3) : 0;
        boolean possible = form && area != 0 && area != 666 && Ascii.endsNumber(text, last);
        return possible && contexts.at(start).isNamed(NumberTopic.SSN) ? last : -1;
    }

    /** End of the QQ number that is the run from {@code start} to {@code end}, or -1. */
    static int qq(CharSequence text, int start, int end, ContextCache contexts) {
        int length = end - start;
        boolean form = length >= LEAST_QQ
                && length <= MOST_QQ
                && text.charAt(start) != '0'
                && Ascii.digits(text, start) == length
                && Ascii.endsNumber(text, end);
        return form && contexts.at(start).isBeside(NumberTopic.QQ) ? end : -1;
    }

    /** Whether the run from {@code start} to {@code end} is the messenger's name with a number glued to it: {@code QQ987654321}. */
    static boolean isGluedQq(CharSequence text, int start, int end) {
        boolean name = (text.charAt(start) | 0x20) == 'q' && (text.charAt(start + 1) | 0x20) == 'q';
        int digits = end - start - 2;
        return name
                && digits > LEAST_QQ
                && digits <= MOST_QQ
                && text.charAt(start + 2) != '0'
                && Ascii.digits(text, start + 2) == digits
                && Ascii.startsWhole(text, start)
                && Ascii.endsNumber(text, end);
    }

    /** End of the WeChat account that begins at {@code start}, or -1: with a digit or underscore, for words have none. */
    static int wechat(CharSequence text, int start, ContextCache contexts) {
        int end = start;
        boolean marked = false;
        while (end < text.length() && end - start <= MOST_WECHAT && isAccount(text.charAt(end))) {
            marked |= !Ascii.isLetter(text.charAt(end));
            end++;
        }
        boolean form = marked && end - start >= LEAST_WECHAT && end - start <= MOST_WECHAT && isAnnounced(text, start);
        return form && contexts.at(start).isBeside(NumberTopic.WECHAT) ? end : -1;
    }

    /** Whether a mark or a word for a number stands before, as before no product's name. */
    private static boolean isAnnounced(CharSequence text, int start) {
        int at = start;
        while (at > 0 && start - at < 3 && text.charAt(at - 1) == ' ') {
            at--;
        }
        return at > 0 && ":：号是为信微d".indexOf(text.charAt(at - 1)) >= 0;
    }

    /** End of the driving licence that begins at {@code start}, or -1. */
    static int licence(CharSequence text, int start, ContextCache contexts) {
        int end = start;
        int digits = 0;
        while (end < text.length() && end - start <= MOST_LICENCE && isLicence(text.charAt(end))) {
            digits += Ascii.isDigit(text.charAt(end)) ? 1 : 0;
            end++;
        }
        boolean form = digits >= LEAST_LICENCE_DIGITS
                && end - start >= LEAST_LICENCE
                && end - start <= MOST_LICENCE
                && Ascii.isAlphanumeric(text.charAt(end - 1))
                && Ascii.endsWhole(text, end);
        return form && contexts.at(start).isBeside(NumberTopic.DRIVING_LICENCE) ? end : -1;
    }

    private static boolean isGap(char c) {
        return c == '-' || c == ' ' || c == '.' || c == '\u2013';
    }

    private static boolean isAccount(char c) {
        return Ascii.isAlphanumeric(c) || c == '_' || c == '-';
    }

    private static boolean isLicence(char c) {
        return Ascii.isDigit(c) || Ascii.isUpper(c) || c == '-';
    }
}
