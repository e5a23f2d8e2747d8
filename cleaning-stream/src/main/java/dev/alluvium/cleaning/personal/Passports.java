package dev.alluvium.cleaning.personal;

import java.util.List;

/** Passport numbers: a form that serial numbers have too, so that only one with the word before it counts. */
final class Passports {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 9;
    private static final List<String> NAMES = List.of("护照", "通行证", "passport");

    private Passports() {}

    /** End of the number that is the run from {@code start} to {@code end}, or -1. */
    static int end(String text, int start, int end) {
        int length = end - start;
        if (length < SHORTEST || length > LONGEST) {
            return -1;
        }
        int digits = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.isDigit(c) && !Ascii.isUpper(c)) {
                return -1;
            }
            digits += Ascii.isDigit(c) ? 1 : 0;
        }
        return digits >= length - 2 && Context.of(text, start, NAMES) == Context.NAMED ? end : -1;
    }
}
