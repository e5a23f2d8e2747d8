package dev.alluvium.cleaning.personal;

/** E-mail addresses, found from their {@code @} outwards. */
final class Emails {
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 255;
    private static final int MAX_TOP = 24;

    private Emails() {}

    /** Start of the part before the {@code @} at {@code at}; {@code at} itself if there is none. */
    static int start(CharSequence text, int at) {
        int start = at;
        while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** End of the domain that begins at {@code from}, or -1 if there is none with a top level of letters. */
    static int end(CharSequence text, int from) {
        int end = from;
        while (end < text.length()
                && end - from < MAX_DOMAIN
                && (Ascii.isAlphanumeric(text.charAt(end)) || text.charAt(end) == '.' || text.charAt(end) == '-')) {
            end++;
        }
        while (end > from && !Ascii.isAlphanumeric(text.charAt(end - 1))) {
            end--;
        }
        int top = end;
        while (top > from && end - top <= MAX_TOP && Ascii.isLetter(text.charAt(top - 1))) {
            top--;
        }
        boolean dotted = top - 1 > from && text.charAt(top - 1) == '.';
        return dotted && end - top >= 2 && end - top <= MAX_TOP ? end : -1;
    }

    private static boolean isLocal(char c) {
        return Ascii.isAlphanumeric(c) || "._%+-'".indexOf(c) >= 0;
    }
}
