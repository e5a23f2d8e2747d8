package dev.alluvium.cleaning.personal;

import java.util.List;

/** Unified social credit codes, GB 32100: registrar and category, region, organisation code, check character. */
final class CreditCodes {
    private static final int LENGTH = 18;
    private static final String REGISTRARS = "123456789ANY";
    private static final int REGION_AT = 2;
    private static final int REGION_DIGITS = 6;
    private static final List<String> NAMES = List.of("信用代码", "统一代码", "税号", "纳税人", "credit code", "uscc");

    private CreditCodes() {}

    /** End of the code that is the run from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end) {
        if (end - start != LENGTH || REGISTRARS.indexOf(text.charAt(start)) < 0) {
            return -1;
        }
        boolean valid = Ascii.digits(text, start + REGION_AT) >= REGION_DIGITS
                && Checksums.credit(text.subSequence(start, end).toString())
                && Context.of(text, start, NAMES) != Context.OTHER;
        return valid ? end : -1;
    }
}
