package dev.alluvium.cleaning.personal;

/** International bank account numbers, ISO 13616: each country has its length; a blank or hyphen may stand between groups, in either case. */
final class Ibans {
    private static final String REGISTRY =
            "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29"
                    + "ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21"
                    + "MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27TN24TR26UA29VA22"
                    + "VG24XK20";
    private static final int LETTERS = 26;
    private static final int[] LENGTHS = new int[LETTERS * LETTERS];

    static {
        for (int i = 0; i < REGISTRY.length(); i += 4) {
            LENGTHS[country(REGISTRY, i)] = Integer.parseInt(REGISTRY.substring(i + 2, i + 4));
        }
    }

    private Ibans() {}

    /** End of the account number that begins at {@code start}, or -1. */
    static int end(CharSequence text, int start) {
        if (start + 4 >= text.length() || !isHead(text, start)) {
            return -1;
        }
        int length = LENGTHS[country(text, start)];
        return length == 0 ? -1 : end(text, start, length);
    }

    private static int country(CharSequence text, int at) {
        return (Ascii.lower(text.charAt(at)) - 'a') * LETTERS + Ascii.lower(text.charAt(at + 1)) - 'a';
    }

    private static int end(CharSequence text, int start, int length) {
        StringBuilder iban = new StringBuilder(length);
        int end = start;
        while (end < text.length() && iban.length() < length) {
            char c = text.charAt(end++);
            if (Ascii.isAlphanumeric(c)) {
                iban.append(c >= 'a' ? (char) (c - 32) : c);
            } else if ((c != ' ' && c != '-') || !Ascii.isAlphanumeric(text.charAt(end - 2))) {
                return -1;
            }
        }
        boolean whole = end >= text.length() || !Ascii.isAlphanumeric(text.charAt(end));
        return iban.length() == length && whole && Checksums.iban(iban) ? end : -1;
    }

    private static boolean isHead(CharSequence text, int start) {
        return Ascii.isLetter(text.charAt(start))
                && Ascii.isLetter(text.charAt(start + 1))
                && Ascii.isDigit(text.charAt(start + 2))
                && Ascii.isDigit(text.charAt(start + 3));
    }
}
