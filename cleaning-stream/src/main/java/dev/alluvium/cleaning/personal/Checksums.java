package dev.alluvium.cleaning.personal;

/** Check characters of the standards that have one. */
final class Checksums {
    private static final int[] RESIDENT_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String RESIDENT_CHECK = "10X98765432";
    private static final String CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CREDIT_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int ORGANISATION_AT = 8;

    private Checksums() {}

    /** GB 11643-1999, ISO 7064 MOD 11-2 over 17 digits. */
    static boolean resident(CharSequence id) {
        int sum = 0;
        for (int i = 0; i < RESIDENT_WEIGHTS.length; i++) {
            if (!Ascii.isDigit(id.charAt(i))) {
                return false;
            }
            sum += (id.charAt(i) - '0') * RESIDENT_WEIGHTS[i];
        }
        return RESIDENT_CHECK.charAt(sum % 11) == Character.toUpperCase(id.charAt(17));
    }

    /** GB 32100-2015: MOD 31 over all, and GB 11714 MOD 11 over the organisation's code inside. */
    static boolean credit(CharSequence code) {
        int sum = 0;
        for (int i = 0; i < CREDIT_WEIGHTS.length; i++) {
            int value = CREDIT_DIGITS.indexOf(code.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * CREDIT_WEIGHTS[i];
        }
        return CREDIT_DIGITS.charAt((31 - sum % 31) % 31) == code.charAt(17) && organisation(code);
    }

    private static boolean organisation(CharSequence code) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            char c = code.charAt(ORGANISATION_AT + i);
            sum += (Ascii.isDigit(c) ? c - '0' : c - 'A' + 10) * ORGANISATION_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        char expected = check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
        return code.charAt(ORGANISATION_AT + ORGANISATION_WEIGHTS.length) == expected;
    }

    /** ISO/IEC 7812-1 annex B. */
    static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digits.charAt(digits.length() - 1 - i) - '0';
            if ((i & 1) == 1) {
                value = value * 2 > 9 ? value * 2 - 9 : value * 2;
            }
            sum += value;
        }
        return sum % 10 == 0;
    }

    /** ISO 13616, MOD 97-10 with the first four characters last. */
    static boolean iban(CharSequence iban) {
        int rest = 0;
        for (int i = 0; i < iban.length(); i++) {
            char c = iban.charAt((i + 4) % iban.length());
            int value = Ascii.isDigit(c) ? c - '0' : c - 'A' + 10;
            rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
        }
        return rest == 1;
    }
}
