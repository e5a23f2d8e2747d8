package dev.alluvium.cleaning.personal;

/** Chinese registration plates, GA 36: province, letter, then five characters, or six for new energy. */
final class Plates {
    private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static final String SPECIAL = "学警港澳挂领";
    private static final String ENERGY = "DFABCEGHJK";

    private Plates() {}

    /** Whether a plate may begin at {@code at}. */
    static boolean mayBegin(CharSequence text, int at) {
        return at >= 0 && PROVINCES.indexOf(text.charAt(at)) >= 0;
    }

    /** End of the plate whose letter is at {@code letter}, the province before it, or -1. */
    static int end(CharSequence text, int letter) {
        char c = text.charAt(letter);
        if (!Ascii.isUpper(c) || c == 'I') {
            return -1;
        }
        int from = letter + 1;
        if (from < text.length() && "·•. -".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int end = from;
        int digits = 0;
        while (end < text.length() && isPlate(text.charAt(end))) {
            digits += Ascii.isDigit(text.charAt(end)) ? 1 : 0;
            end++;
        }
        boolean whole = end >= text.length() || !Ascii.isAlphanumeric(text.charAt(end));
        return switch (end - from) {
            case 4 -> end < text.length() && SPECIAL.indexOf(text.charAt(end)) >= 0 && digits >= 2 ? end + 1 : -1;
            case 5 -> whole && digits >= 3 ? end : -1;
            case 6 -> whole && digits >= 4 && isEnergy(text, from, end) ? end : -1;
            default -> -1;
        };
    }

    private static boolean isEnergy(CharSequence text, int from, int end) {
        return ENERGY.indexOf(text.charAt(from)) >= 0 || ENERGY.indexOf(text.charAt(end - 1)) >= 0;
    }

    private static boolean isPlate(char c) {
        return Ascii.isDigit(c) || (Ascii.isUpper(c) && c != 'I' && c != 'O');
    }
}
