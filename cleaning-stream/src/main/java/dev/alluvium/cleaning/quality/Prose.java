package dev.alluvium.cleaning.quality;

import dev.alluvium.cleaning.text.CodeSpans;

/**
 * What of a text is prose: rules about running text judge it alone. Code, rows of tables and lines that name a value
 * ({@code Weight: 3.2 kg}) are set aside; where they are most of a text there is nothing to judge.
 *
 * @param text the prose, line by line as it stood
 * @param setAside whether anything else was there
 */
record Prose(String text, boolean setAside) {
    private static final int LONGEST_VALUE_LINE = 80;
    private static final int LONGEST_LABEL = 40;
    private static final String SENTENCE_ENDS = ".?!。？！";

    static Prose of(String text) {
        String plain = CodeSpans.without(text);
        StringBuilder prose = null;
        int from = 0;
        while (from < plain.length()) {
            int end = plain.indexOf('\n', from);
            int next = end < 0 ? plain.length() : end + 1;
            if (isData(plain, from, end < 0 ? next : end)) {
                prose = prose == null ? new StringBuilder(plain.length()).append(plain, 0, from) : prose;
            } else if (prose != null) {
                prose.append(plain, from, next);
            }
            from = next;
        }
        String left = prose == null ? plain : prose.toString();
        return new Prose(left, left.length() < text.length());
    }

    /** Whether so little prose is left of a text with other things that no rule about running text can be asked. */
    boolean isTooShort(TextUnits units, int least) {
        return setAside && units.words() < least * (units.isWide() ? 2 : 1);
    }

    private static boolean isData(String text, int from, int to) {
        int bars = 0;
        int tabs = 0;
        int label = -1;
        boolean digit = false;
        int first = from;
        while (first < to && QualityCharClass.of(text.charAt(first)) == QualityCharClass.BLANK) {
            first++;
        }
        for (int i = first; i < to; i++) {
            char c = text.charAt(i);
            bars += c == '|' ? 1 : 0;
            tabs += c == '\t' ? 1 : 0;
            label = label < 0 && (c == ':' || c == '：') ? i : label;
            digit |= label >= 0 && QualityCharClass.of(c) == QualityCharClass.DIGIT;
        }
        if (first == to) {
            return false;
        }
        boolean row = text.charAt(first) == '|' ? bars > 1 : bars > 1 && to - first < bars * LONGEST_VALUE_LINE;
        boolean value = digit
                && to - first <= LONGEST_VALUE_LINE
                && label - first <= LONGEST_LABEL
                && SENTENCE_ENDS.indexOf(text.charAt(to - 1)) < 0;
        return row || tabs > 1 || value;
    }
}
