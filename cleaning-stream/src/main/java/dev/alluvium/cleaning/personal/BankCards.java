package dev.alluvium.cleaning.personal;

/**
 * Payment cards: Luhn's check digit, and a first part that an issuer has (ISO/IEC 7812), in one run or in the groups in
 * which cards show them. Visa's old 13 digits and Maestro's short numbers are other numbers far more often and need a word.
 * Behind a word for an account, digits that are no card are the account's number.
 */
final class BankCards {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;
    private static final int LEAST_ACCOUNT = 12;
    private static final int LEAST_SHORT = 8;
    private static final int MOST_ACCOUNT = 25;
    private static final int MOST_GROUP = 6;
    private static final int MOST_WRITTEN = 32;

    private BankCards() {}

    /** End of the card number that begins with the run from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end, ContextCache contexts) {
        int run = Ascii.digits(text, start);
        if (run != end - start || run > LONGEST || !mayBegin(text.charAt(start))) {
            return -1;
        }
        int last = run == 4 ? grouped(text, start, end) : end;
        if (last - start < SHORTEST || !Ascii.endsNumber(text, last)) {
            return -1;
        }
        String digits = digits(text, start, last);
        int length = digits.length();
        if (length < SHORTEST || length > LONGEST) {
            return -1;
        }
        boolean issued = isIssued(digits);
        if (!issued && !isMaestro(digits)) {
            return -1;
        }
        boolean checked = Checksums.luhn(digits);
        if (!checked && (length < 15 || !issued)) {
            return -1;
        }
        NumberContext context = contexts.at(start);
        if (!checked) {
            return context.isBeside(NumberTopic.CARD) ? last : -1;
        }
        boolean frequent = issued && length > 13;
        return frequent
                ? (context.isOther(NumberTopic.CARD) ? -1 : last)
                : context.isNamed(NumberTopic.CARD) ? last : -1;
    }

    /** Payment cards begin with one of these digits. */
    private static boolean mayBegin(char first) {
        return first >= '1' && first <= '6';
    }

    /** End of the account number that begins with the run from {@code start} to {@code end}, or -1. */
    static int account(CharSequence text, int start, int end, ContextCache contexts) {
        if (Ascii.digits(text, start) != end - start) {
            return -1;
        }
        if (!contexts.at(start).isBeside(NumberTopic.ACCOUNT)) {
            return -1;
        }
        int last = end - start == 4 ? grouped(text, start, end) : end;
        if (last - start < LEAST_ACCOUNT || last - start > MOST_WRITTEN || !Ascii.endsNumber(text, last)) {
            return -1;
        }
        int length = digits(text, start, last).length();
        return length >= LEAST_ACCOUNT && length <= MOST_ACCOUNT ? last : -1;
    }

    /** Whether a run of {@code length} digits may be an account's short number, or the first group of one. */
    static boolean mayBeShort(CharSequence text, int end, int length) {
        boolean group = length >= 2
                && length <= 4
                && end + 1 < text.length()
                && text.charAt(end) == ' '
                && Ascii.isDigit(text.charAt(end + 1));
        return group || (length >= LEAST_SHORT && length < LEAST_ACCOUNT);
    }

    /** End of the account number of 8 to 11 digits that begins with the run from {@code start} to {@code end}, or -1. */
    static int shortAccount(CharSequence text, int start, int end, ContextCache contexts) {
        int last = end - start < LEAST_SHORT ? grouped(text, start, end) : end;
        if (last - start < LEAST_SHORT || !Ascii.endsNumber(text, last) || isDate(text, start, last)) {
            return -1;
        }
        int length = digits(text, start, last).length();
        return length >= LEAST_SHORT
                        && length < LEAST_ACCOUNT
                        && contexts.at(start).isBeside(NumberTopic.OWN_ACCOUNT)
                        && !Phones.isCounted(text, last)
                ? last
                : -1;
    }

    /** Whether a year of ours stands first: a day in one run, or two years. */
    private static boolean isDate(CharSequence text, int start, int end) {
        int year = Ascii.number(text, start, 2);
        boolean run = end - start == LEAST_SHORT
                && Ascii.number(text, start + 4, 2) <= 12
                && Ascii.number(text, start + 6, 2) <= 31;
        return (year == 19 || year == 20) && (run || Ascii.digits(text, start) == 4);
    }

    private static String digits(CharSequence text, int start, int end) {
        StringBuilder digits = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            if (Ascii.isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    /** End of groups of digits, no longer than an account's number, with one and the same blank, hyphen, dash or full stop between them. */
    private static int grouped(CharSequence text, int start, int run) {
        int end = run;
        char gap = end < text.length() ? text.charAt(end) : 0;
        if (!PhoneForm.isSeparator(gap)) {
            return end;
        }
        while (end < text.length() && text.charAt(end) == gap && end - start < MOST_WRITTEN) {
            int group = Ascii.digits(text, end + 1);
            if (group == 0 || group > MOST_GROUP) {
                break;
            }
            end += 1 + group;
        }
        return end;
    }

    private static boolean isIssued(String digits) {
        int length = digits.length();
        int four = Ascii.number(digits, 0, 4);
        int two = four / 100;
        if (two == 62) {
            return length >= 16; // UnionPay
        } else if (two / 10 == 4) {
            return length == 13 || length == 16 || length == 19; // Visa
        } else if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720) || two == 35) {
            return length == 16; // Mastercard, JCB
        } else if (two == 34 || two == 37) {
            return length == 15; // American Express
        } else if (two == 30 || two == 36 || two == 38) {
            return length == 14; // Diners Club
        } else if (four == 2131 || four == 1800) {
            return length == 15; // JCB before 1989
        }
        return (four == 6011 || two == 65) && (length == 16 || length == 19); // Discover
    }

    private static boolean isMaestro(String digits) {
        int four = Ascii.number(digits, 0, 4);
        return four / 100 == 50 || (four >= 5600 && four <= 6999);
    }
}
