package dev.alluvium.cleaning.personal;

import java.util.List;

/**
 * Numbers of passports and permits: a form that serial numbers have too, so that only one with the word before it counts; where
 * the word only speaks of travel or papers, only one in the form of Chinese passports and permits does.
 */
final class Passports {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 9;
    private static final List<String> NAMES = List.of("护照", "通行证", "回乡证", "台胞证", "旅行证", "passport");
    private static final List<String> HINTS =
            List.of("签证", "出境", "入境", "出国", "证件", "登机", "值机", "visa", "travel document", "boarding");

    private Passports() {}

    /** End of the number that is the run from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end) {
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
        if (digits < length - 2) {
            return -1;
        }
        boolean named = Context.of(text, start, NAMES) == Context.NAMED
                || (length == LONGEST && isChinese(text, start) && Context.of(text, start, HINTS) == Context.NAMED);
        return named ? end : -1;
    }

    /** A letter and eight digits, or E, a letter and seven. */
    private static boolean isChinese(CharSequence text, int start) {
        boolean second = text.charAt(start) == 'E' && Ascii.isUpper(text.charAt(start + 1));
        return Ascii.isUpper(text.charAt(start)) && Ascii.digits(text, start + (second ? 2 : 1)) >= (second ? 7 : 8);
    }
}
