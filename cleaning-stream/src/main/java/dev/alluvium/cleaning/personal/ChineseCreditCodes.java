package dev.alluvium.cleaning.personal;

/** Unified social credit codes, GB 32100: registrar and category, region, organisation code, check character. With two checks and a region a valid one is rare and counts whatever stands before it. */
final class ChineseCreditCodes {
    private static final int LENGTH = 18;
    private static final String REGISTRARS = "123456789ANY";
    private static final int REGION_AT = 2;
    private static final int REGION_DIGITS = 6;
    /** By registrar: the categories that it gives. */
    private static final String CATEGORIES =
            "11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 54 59 61 62 69 71 72 79"
                    + " 81 89 91 92 93 A1 A9 N1 N2 N3 N9 Y1 ";

    private ChineseCreditCodes() {}

    /** End of the code that is the run from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end, ContextCache contexts) {
        if (end - start != LENGTH || REGISTRARS.indexOf(text.charAt(start)) < 0) {
            return -1;
        }
        boolean valid = Ascii.digits(text, start + REGION_AT) >= REGION_DIGITS
                && Checksums.credit(text.subSequence(start, end).toString())
                && (isIssued(text, start) || contexts.at(start).isNamed(NumberTopic.CREDIT_CODE));
        return valid ? end : -1;
    }

    private static boolean isIssued(CharSequence text, int start) {
        return CATEGORIES.contains(text.subSequence(start, start + REGION_AT) + " ")
                && (ChineseResidentIds.isRegion(text, start + REGION_AT)
                        || Ascii.startsWith(text, "10", start + REGION_AT));
    }
}
