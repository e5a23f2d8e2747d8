package dev.alluvium.cleaning.value;

/**
 * What one pass over a text says about the values that may be in it, so that the patterns look only where there is
 * something to find: most texts have no value to rewrite.
 */
record ValueHints(
        boolean digits, boolean dates, boolean months, boolean myriads, boolean separators, boolean measures) {
    private static final String UNITS = "gkmctLl克千公毫吨米厘升立";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    static ValueHints of(String text) {
        boolean digits = false;
        boolean dates = false;
        boolean months = false;
        boolean myriads = false;
        boolean separators = false;
        boolean measures = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
                char next = after(text, i + 1);
                char follows = after(text, i + 2);
                char mark = next == ' ' ? follows : next;
                dates |= mark == '年' || ((next == '/' || next == '-' || next == '.') && isDigit(follows));
                measures |= UNITS.indexOf(mark) >= 0;
                myriads |= mark == '万' || mark == '亿';
                separators |= next == ',' && isDigit(follows);
            } else if (c >= 'A' && c <= 'S' && i + 2 < text.length()) {
                months = months || isMonth(text, i);
            }
        }
        return new ValueHints(digits, dates, digits && months, myriads, separators, measures);
    }

    private static boolean isMonth(String text, int at) {
        for (int month = 0; month < MONTHS.length(); month += 3) {
            if (text.regionMatches(at, MONTHS, month, 3)) {
                return true;
            }
        }
        return false;
    }

    private static char after(String text, int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
