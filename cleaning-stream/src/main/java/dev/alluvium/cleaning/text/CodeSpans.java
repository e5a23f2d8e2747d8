package dev.alluvium.cleaning.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;

/**
 * Where the code of a Markdown text stands, by CommonMark's rules: between fences of backticks or tildes (to the end of the
 * text where one is not closed), indented by four blanks after an empty line, and between backticks in a line. Every stage asks
 * here, so that what one keeps as code no other takes for prose.
 */
public final class CodeSpans {
    private static final CodeSpans NONE = new CodeSpans(List.of());
    private static final int FENCE = 3;
    private static final int INDENT = 4;

    private final List<Span> spans;

    private CodeSpans(List<Span> spans) {
        this.spans = spans;
    }

    /** From {@code start} to before {@code end}. */
    record Span(int start, int end) {}

    /** The code of {@code text}. */
    static CodeSpans of(String text) {
        if (text.indexOf('`') < 0 && !text.contains("~~~") && !text.contains("\n    ") && !text.contains("\n\t")) {
            return NONE;
        }
        return new Reader(text).read();
    }

    /** Shows {@code reader} each piece of {@code text} that stands outside of its code, and where it begins. */
    public static void readOutside(String text, ObjIntConsumer<String> reader) {
        int from = 0;
        for (Span span : of(text).spans) {
            reader.accept(text.substring(from, span.start()), from);
            from = span.end();
        }
        reader.accept(text.substring(from), from);
    }

    /** {@code text} with a blank in place of each piece of its code. */
    public static String without(String text) {
        CodeSpans code = of(text);
        if (code.isEmpty()) {
            return text;
        }
        StringBuilder prose = new StringBuilder(text.length());
        int from = 0;
        for (Span span : code.spans) {
            prose.append(text, from, span.start()).append(' ');
            from = span.end();
        }
        return prose.append(text, from, text.length()).toString();
    }

    /** The spans in their order; none touches another. */
    List<Span> all() {
        return spans;
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /** The index of the first span that ends behind {@code at}, looked for from {@code from} on. */
    int next(int at, int from) {
        int next = from;
        while (next < spans.size() && spans.get(next).end() <= at) {
            next++;
        }
        return next;
    }

    /** Whether {@code at} is in the span of that index, as {@link #next} gives it. */
    boolean covers(int index, int at) {
        return index < spans.size() && spans.get(index).start() <= at;
    }

    /** One reading of a text from its beginning to its end. */
    private static final class Reader {
        private final String text;
        private final List<Span> spans = new ArrayList<>();
        private final Map<Integer, Runs> runs = new HashMap<>();
        private boolean afterEmpty = true;
        private boolean inIndented;
        private boolean inList;
        private boolean afterTag = true;

        Reader(String text) {
            this.text = text;
            for (int at = text.indexOf('`'); at >= 0; ) {
                int end = runEnd(at, '`');
                runs.computeIfAbsent(end - at, length -> new Runs()).add(at);
                at = text.indexOf('`', end);
            }
        }

        CodeSpans read() {
            int at = 0;
            while (at < text.length()) {
                int end = lineEnd(at);
                int fence = fence(at, end);
                if (fence >= 0) {
                    int last = closed(fence, end);
                    spans.add(new Span(fence, last));
                    at = last + 1;
                    afterEmpty = false;
                    inIndented = false;
                } else {
                    at = line(at, end);
                }
            }
            return spans.isEmpty() ? NONE : new CodeSpans(List.copyOf(spans));
        }

        /** Reads a line that opens no fence and says where the next one begins. */
        private int line(int at, int end) {
            int content = blanksEnd(at, end);
            if (content == end) {
                afterEmpty = true;
                return end + 1;
            }
            if (isIndented(at, content) && (inIndented || (afterEmpty && !inList && !afterTag))) {
                if (inIndented) {
                    Span before = spans.remove(spans.size() - 1);
                    spans.add(new Span(before.start(), end));
                } else {
                    spans.add(new Span(at, end));
                }
                inIndented = true;
                afterEmpty = false;
                return end + 1;
            }
            inIndented = false;
            inList = isItem(content, end) || (inList && (content > at || !afterEmpty));
            afterEmpty = false;
            afterTag = text.charAt(lastOf(content, end)) == '>' && text.charAt(content) == '<';
            return Math.max(inline(content, end), end) + 1;
        }

        /** Adds the code between backticks and says where the last of it ends. */
        private int inline(int from, int end) {
            int at = text.indexOf('`', from);
            int last = end;
            while (at >= 0 && at < last) {
                int open = runEnd(at, '`');
                int close = Objects.requireNonNull(runs.get(open - at)).after(open);
                boolean found = close >= 0 && (open - at >= FENCE || close < end);
                if (found) {
                    int closed = runEnd(close, '`');
                    spans.add(new Span(at, closed));
                    last = Math.max(last, lineEnd(closed));
                    at = text.indexOf('`', closed);
                } else {
                    at = text.indexOf('`', open);
                }
            }
            return last;
        }

        /** Where the fence of a line begins, behind marks of quotes and lists; -1 if it has none. */
        private int fence(int start, int end) {
            int at = blanksEnd(start, end);
            while (at < end && text.charAt(at) == '>') {
                at = blanksEnd(at + 1, end);
            }
            if (at < end && isItem(at, end)) {
                at = blanksEnd(text.indexOf(' ', at), end);
            }
            if (at >= end || (text.charAt(at) != '`' && text.charAt(at) != '~')) {
                return -1;
            }
            char mark = text.charAt(at);
            int run = runEnd(at, mark);
            boolean plain = mark == '~' || indexOf('`', run, end) < 0;
            return run - at >= FENCE && plain ? at : -1;
        }

        /** Where the last line of a fenced block ends. */
        private int closed(int fence, int lineEnd) {
            char mark = text.charAt(fence);
            int length = runEnd(fence, mark) - fence;
            int at = lineEnd + 1;
            while (at < text.length()) {
                int end = lineEnd(at);
                int run = blanksEnd(at, end);
                while (run < end && text.charAt(run) == '>') {
                    run = blanksEnd(run + 1, end);
                }
                int runEnd = run < end && text.charAt(run) == mark ? runEnd(run, mark) : run;
                if (runEnd - run >= length && blanksEnd(runEnd, end) == end) {
                    return end;
                }
                at = end + 1;
            }
            return text.length();
        }

        private boolean isIndented(int start, int content) {
            return content - start >= INDENT || (content > start && text.charAt(start) == '\t');
        }

        /** {@code - }, {@code * }, {@code + }, {@code 1. } or {@code 1) }. */
        private boolean isItem(int at, int end) {
            int digits = at;
            while (digits < end && digits - at < 9 && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            char mark = digits < end ? text.charAt(digits) : 0;
            boolean marked = digits == at ? "-*+".indexOf(mark) >= 0 : mark == '.' || mark == ')';
            return marked && digits + 1 < end && text.charAt(digits + 1) == ' ';
        }

        private int lastOf(int from, int end) {
            int last = end - 1;
            while (last > from && Character.isWhitespace(text.charAt(last))) {
                last--;
            }
            return last;
        }

        private int blanksEnd(int from, int end) {
            int at = from;
            while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\r')) {
                at++;
            }
            return at;
        }

        private int lineEnd(int from) {
            int end = text.indexOf('\n', from);
            return end < 0 ? text.length() : end;
        }

        private int runEnd(int from, char mark) {
            int at = from;
            while (at < text.length() && text.charAt(at) == mark) {
                at++;
            }
            return at;
        }

        private int indexOf(char c, int from, int end) {
            for (int i = from; i < end; i++) {
                if (text.charAt(i) == c) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** Where the runs of one length begin, asked for in rising order. */
    private static final class Runs {
        private final List<Integer> starts = new ArrayList<>();
        private int next;

        void add(int start) {
            starts.add(start);
        }

        /** The first at {@code from} or behind; -1 if there is none. */
        int after(int from) {
            while (next < starts.size() && starts.get(next) < from) {
                next++;
            }
            return next < starts.size() ? starts.get(next) : -1;
        }
    }
}
