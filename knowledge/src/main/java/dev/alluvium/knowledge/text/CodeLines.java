package dev.alluvium.knowledge.text;

/** Whether a text is a program: then its case, its signs and its indentation say something. */
final class CodeLines {
    private static final int LEAST = 2;
    private static final String[] STARTS = {"def ", "import ", "#include", "return "};

    private CodeLines() {}

    /** Whether at least two lines end or begin as those of programs do. */
    static boolean code(String text, int from, int to) {
        int found = 0;
        for (int start = from; start < to && found < LEAST; ) {
            int end = text.indexOf('\n', start);
            end = end < 0 || end > to ? to : end;
            found += line(text, start, end, to) ? 1 : 0;
            start = end + 1;
        }
        return found >= LEAST;
    }

    private static boolean line(String text, int start, int end, int to) {
        int last = end - 1;
        while (last >= start && text.charAt(last) <= ' ') {
            last--;
        }
        if (last < start) {
            return false;
        }
        char c = text.charAt(last);
        int first = start;
        while (text.charAt(first) <= ' ') {
            first++;
        }
        return c == ';' || c == '{' || c == '}' || c == ':' && indented(text, end + 1, to) || begins(text, first);
    }

    private static boolean begins(String text, int first) {
        for (String word : STARTS) {
            if (text.startsWith(word, first)) {
                return true;
            }
        }
        return false;
    }

    private static boolean indented(String text, int start, int to) {
        return start < to && (text.charAt(start) == ' ' || text.charAt(start) == '\t');
    }
}
