package dev.alluvium.cleaning.personal;

import java.util.List;

/**
 * Payment cards: Luhn's check digit, and a first part that an issuer has (ISO/IEC 7812), in one run or in the groups in
 * which cards show them. Visa's old 13 digits are article numbers far more often and need a word.
 */
final class BankCards {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final List<String> NAMES = List.of(
            "卡号",
            "银行卡",
            "信用卡",
            "储蓄卡",
            "借记卡",
            "账号",
            "帐号",
            "账户",
            "card",
            "visa",
            "mastercard",
            "unionpay",
            "amex",
            "account");

    private BankCards() {}

    /** End of the card number that begins with the run from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end) {
        int run = Ascii.digits(text, start);
        if (run != end - start || run > LONGEST) {
            return -1;
        }
        int last = run == 4 ? grouped(text, start) : end;
        String digits = last == end
                ? text.subSequence(start, end).toString()
                : text.subSequence(start, last).toString().replaceAll("[ -]", "");
        if (digits.length() < SHORTEST || digits.length() > LONGEST || !Ascii.endsWhole(text, last)) {
            return -1;
        }
        return isIssued(digits) && Checksums.luhn(digits) && isCard(text, start, digits) ? last : -1;
    }

    private static boolean isCard(CharSequence text, int start, String digits) {
        Context context = Context.of(text, start, NAMES);
        return digits.length() == SHORTEST ? context == Context.NAMED : context != Context.OTHER;
    }

    /** End of groups of digits with one and the same blank or hyphen between them. */
    private static int grouped(CharSequence text, int start) {
        int end = start + 4;
        char gap = end < text.length() ? text.charAt(end) : 0;
        if (gap != ' ' && gap != '-') {
            return end;
        }
        while (end < text.length() && text.charAt(end) == gap && end - start < LONGEST + 4) {
            int group = Ascii.digits(text, end + 1);
            if (group == 0 || group > 6) {
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
        }
        return (four == 6011 || two == 65) && (length == 16 || length == 19); // Discover
    }
}
