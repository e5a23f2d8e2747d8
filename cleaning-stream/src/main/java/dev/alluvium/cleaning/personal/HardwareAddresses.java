package dev.alluvium.cleaning.personal;

/**
 * Hardware addresses of devices, IEEE 802: six pairs of hexadecimal digits with colons or hyphens, or three groups of four with
 * full stops as Cisco writes them. Behind a word each counts; without one those with digits and letters that belong to one
 * device (no group address), for nothing else looks so.
 */
final class HardwareAddresses {
    private static final int PAIRS = 17;
    private static final int DOTTED = 14;
    private static final int LEAST_DIGITS = 2;

    private HardwareAddresses() {}

    /** End of the address whose first group, from {@code start} to {@code end}, has been read; or -1. */
    static int end(CharSequence text, int start, int end, ContextCache contexts) {
        int size = end - start;
        char gap = end < text.length() ? text.charAt(end) : ' ';
        if (size == 4 && gap == '.') {
            return end(text, start, DOTTED, 5, contexts);
        }
        return size == 2 && (gap == ':' || gap == '-') ? end(text, start, PAIRS, 3, contexts) : -1;
    }

    private static int end(CharSequence text, int start, int length, int step, ContextCache contexts) {
        int end = start + length;
        if (end > text.length()) {
            return -1;
        }
        char gap = text.charAt(start + step - 1);
        char first = text.charAt(start);
        boolean same = true;
        int digits = 0;
        int letters = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(start + i);
            boolean between = i % step == step - 1;
            if (between ? c != gap : !Ascii.isHex(c)) {
                return -1;
            }
            same &= between || c == first;
            digits += !between && Ascii.isDigit(c) ? 1 : 0;
            letters += !between && !Ascii.isDigit(c) ? 1 : 0;
        }
        if (same || !isWhole(text, start, end, gap)) {
            return -1;
        }
        NumberContext context = contexts.at(start);
        boolean shaped = gap != '-' && letters > 0 && digits >= LEAST_DIGITS && isOfOne(text.charAt(start + 1));
        boolean others = context.isOther(NumberTopic.MAC) || context.isBeside(NumberTopic.VERSION);
        return (shaped && !others) || context.isNamed(NumberTopic.MAC) ? end : -1;
    }

    /** Nothing of the same kind goes on: no longer chain, no name of a host or file. */
    private static boolean isWhole(CharSequence text, int start, int end, char gap) {
        char next = end < text.length() ? text.charAt(end) : ' ';
        boolean goesOn =
                (next == gap || next == '-') && end + 1 < text.length() && Ascii.isAlphanumeric(text.charAt(end + 1));
        boolean began = start > 0 && text.charAt(start - 1) == gap && gap == '.';
        return Ascii.endsWhole(text, end) && !goesOn && !began;
    }

    /** Whether the lowest bit of the first octet is not set, which the second digit shows: the address of a single device. */
    private static boolean isOfOne(char second) {
        return "02468aceACE".indexOf(second) >= 0;
    }

    /** Whether two groups of hexadecimal digits stand before: what began with them was read there, and is no address. */
    static boolean isChained(CharSequence text, int start) {
        int at = start;
        for (int groups = 0; groups < 2; groups++) {
            int colon = --at;
            while (at > 0 && colon - at < 4 && Ascii.isHex(text.charAt(at - 1))) {
                at--;
            }
            if (colon < 0 || (text.charAt(colon) != ':' && text.charAt(colon) != '-') || at == colon) {
                return false;
            }
        }
        return true;
    }
}
