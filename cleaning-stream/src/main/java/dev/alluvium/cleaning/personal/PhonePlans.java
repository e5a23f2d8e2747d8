package dev.alluvium.cleaning.personal;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * What libphonenumber says of numbers, kept by what it depends on: lengths that are possible behind a calling code, and
 * whether the first digits of a Chinese number are in use. A number that has been asked for once costs a look-up.
 */
final class PhonePlans {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final boolean[] CODES = new boolean[1_000];
    private static final int CHINA = 86;
    private static final int PREFIXES = 100_000;
    private static final int LONGEST = 15;
    private static final int KNOWN = 1;
    /** Bit n: n digits are possible; bit 0: has been asked for. A race only asks twice. */
    private static final int[] LENGTHS = new int[1_000];
    /** By the first five digits and the length: 0 unknown, 1 not in use, 2 in use. */
    private static final byte[][] CHINESE = new byte[LONGEST][];

    static {
        NUMBERS.getSupportedCallingCodes().forEach(code -> CODES[code] = true);
    }

    private PhonePlans() {}

    /** Length of the calling code with which {@code digits} from {@code from} on begin, or 0. */
    static int callingCode(PhoneForm digits, int from) {
        for (int length = 1; length <= 3 && from + length < digits.count(); length++) {
            if (CODES[digits.number(from, length)]) {
                return length;
            }
        }
        return 0;
    }

    /** Whether {@code length} digits are a possible number behind a calling code. */
    static boolean isPossible(int code, int length) {
        int lengths = LENGTHS[code];
        if (lengths == 0) {
            lengths = KNOWN;
            for (int i = 2; i < LONGEST; i++) {
                long number = Math.round(Math.pow(10, i - 1));
                boolean possible = NUMBERS.isPossibleNumber(
                        new PhoneNumber().setCountryCode(code).setNationalNumber(number));
                lengths |= possible ? 1 << i : 0;
            }
            LENGTHS[code] = lengths;
        }
        return length < LONGEST && (lengths & 1 << length) != 0;
    }

    /** Whether a Chinese landline of so many digits whose first four, without the zero, are {@code prefix} is in use. */
    static boolean isChineseLandline(int prefix, int length) {
        return isChinese(prefix * 10 + 3, length);
    }

    /** Whether a Chinese number of so many digits whose first five are {@code prefix} belongs to a range in use. */
    static boolean isChinese(int prefix, int length) {
        byte[] known = CHINESE[length];
        if (known == null) {
            known = new byte[PREFIXES];
            CHINESE[length] = known;
        }
        if (known[prefix] == 0) {
            long number =
                    prefix * Math.round(Math.pow(10, length - 5)) + 2_345_678 % Math.round(Math.pow(10, length - 5));
            boolean valid = NUMBERS.isValidNumber(
                    new PhoneNumber().setCountryCode(CHINA).setNationalNumber(number));
            known[prefix] = (byte) (valid ? 2 : 1);
        }
        return known[prefix] == 2;
    }
}
