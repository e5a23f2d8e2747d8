package dev.alluvium.cleaning.personal;

/**
 * Numbers of passports and permits: a form that serial numbers have too, so that only one with the word before it counts; next
 * to the word in the forms of all countries, further off in those with two letters at most, and where the word only speaks of
 * travel or papers, in the form of Chinese passports and permits.
 */
final class Passports {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 10;
    private static final int CHINESE = 9;
    private static final int LEAST_DIGITS = 4;

    private Passports() {}

    /** End of the number that is the run from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end, ContextCache contexts) {
        int length = end - start;
        if (length < SHORTEST || length > LONGEST) {
            return -1;
        }
        int digits = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.isAlphanumeric(c)) {
                return -1;
            }
            digits += Ascii.isDigit(c) ? 1 : 0;
        }
        if (digits < LEAST_DIGITS || !Ascii.endsNumber(text, end)) {
            return -1;
        }
        NumberContext context = contexts.at(start);
        boolean usual = digits >= length - 2 && length < LONGEST && isUpper(text, start, end);
        boolean named = context.isBeside(NumberTopic.PASSPORT)
                || (usual && context.isNamed(NumberTopic.PASSPORT))
                || (length == CHINESE && isChinese(text, start) && context.isNamed(NumberTopic.PAPERS));
        return named ? end : -1;
    }

    private static boolean isUpper(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) >= 'a') {
                return false;
            }
        }
        return true;
    }

    /** A letter and eight digits, or E, a letter and seven. */
    private static boolean isChinese(CharSequence text, int start) {
        boolean second = text.charAt(start) == 'E' && Ascii.isUpper(text.charAt(start + 1));
        return Ascii.isUpper(text.charAt(start)) && Ascii.digits(text, start + (second ? 2 : 1)) >= (second ? 7 : 8);
    }
}
