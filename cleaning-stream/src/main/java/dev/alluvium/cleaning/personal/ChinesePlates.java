package dev.alluvium.cleaning.personal;

/**
 * Chinese registration plates, GA 36: province, letter, then five characters, or six for new energy. In small letters, or with a blank behind
 * a province that is a common word too, one needs a word that names it.
 */
final class ChinesePlates {
    private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static final String SPECIAL = "学警港澳挂领";
    private static final String ENERGY = "DFABCEGHJK";
    private static final String WORDS = "新云青贵宁吉川藏桂";

    private static final int MOST = 7;

    private ChinesePlates() {}

    /** Whether a plate may begin at {@code at}. */
    static boolean mayBegin(CharSequence text, int at) {
        return at >= 0 && PROVINCES.indexOf(text.charAt(at)) >= 0;
    }

    /** End of the plate whose letter is at {@code letter}, the province before it, or -1. */
    static int end(CharSequence text, int letter, ContextCache contexts) {
        char c = text.charAt(letter);
        if (!Ascii.isLetter(c) || upper(c) == 'I') {
            return -1;
        }
        int from = letter + 1;
        boolean blank = from < text.length() && text.charAt(from) == ' ';
        if (from < text.length() && "·•. -".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int end = from;
        int digits = 0;
        boolean small = c >= 'a';
        while (end < text.length() && end - from < MOST && isPlate(upper(text.charAt(end)))) {
            digits += Ascii.isDigit(text.charAt(end)) ? 1 : 0;
            small |= text.charAt(end) >= 'a';
            end++;
        }
        int last = end(text, from, end, digits);
        boolean doubtful = small || (blank && WORDS.indexOf(text.charAt(letter - 1)) >= 0);
        return last > 0 && (!doubtful || contexts.at(letter - 1).isNamed(NumberTopic.PLATE)) ? last : -1;
    }

    private static int end(CharSequence text, int from, int end, int digits) {
        boolean whole = end >= text.length() || !Ascii.isAlphanumeric(text.charAt(end));
        return switch (end - from) {
            case 4 -> end < text.length() && SPECIAL.indexOf(text.charAt(end)) >= 0 && digits >= 2 ? end + 1 : -1;
            case 5 -> whole && digits >= 3 ? end : -1;
            case 6 -> whole && digits >= 4 && isEnergy(text, from, end) ? end : -1;
            default -> -1;
        };
    }

    private static boolean isEnergy(CharSequence text, int from, int end) {
        return ENERGY.indexOf(upper(text.charAt(from))) >= 0 || ENERGY.indexOf(upper(text.charAt(end - 1))) >= 0;
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }

    private static boolean isPlate(char c) {
        return Ascii.isDigit(c) || (Ascii.isUpper(c) && c != 'I' && c != 'O');
    }
}
