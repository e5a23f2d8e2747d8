package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts texts as Python does; a limit below 0 is none. */
final class TextSplit {
    private TextSplit() {}

    /** At a separator, or at white space if there is none. */
    static List<Object> split(String text, @Nullable String separator, int most, Budget budget) {
        if (separator != null) {
            return pieces(text, separator, most, budget);
        }
        List<Object> words = new ArrayList<>();
        int at = Python.skipSpace(text, 0);
        while (at < text.length() && words.size() != most) {
            int from = at;
            while (at < text.length() && !Python.space(text.charAt(at))) {
                at++;
            }
            words.add(text.substring(from, at));
            at = Python.skipSpace(text, at);
        }
        if (at < text.length()) {
            words.add(text.substring(at));
        }
        budget.list(words.size());
        return words;
    }

    /** As {@link #split}, from the right. */
    static List<Object> fromRight(String text, @Nullable String separator, int most, Budget budget) {
        List<Object> pieces = new ArrayList<>();
        int end = text.length();
        if (separator == null) {
            end = spaceBefore(text, end);
            while (end > 0 && pieces.size() != most) {
                int from = end;
                while (from > 0 && !Python.space(text.charAt(from - 1))) {
                    from--;
                }
                pieces.add(text.substring(from, end));
                end = spaceBefore(text, from);
            }
            if (end > 0) {
                pieces.add(text.substring(0, end));
            }
        } else {
            notEmpty(separator);
            for (int at = text.lastIndexOf(separator); at >= 0 && pieces.size() != most; ) {
                pieces.add(text.substring(at + separator.length(), end));
                end = at;
                at = text.lastIndexOf(separator, at - separator.length());
            }
            pieces.add(text.substring(0, end));
        }
        budget.list(pieces.size());
        Collections.reverse(pieces);
        return pieces;
    }

    private static int spaceBefore(String text, int end) {
        int at = end;
        while (at > 0 && Python.space(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    static List<Object> pieces(String text, String separator, int most, Budget budget) {
        notEmpty(separator);
        List<Object> pieces = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && pieces.size() != most; at = text.indexOf(separator, from)) {
            pieces.add(text.substring(from, at));
            from = at + separator.length();
        }
        pieces.add(text.substring(from));
        budget.list(pieces.size());
        return pieces;
    }

    private static void notEmpty(String separator) {
        if (separator.isEmpty()) {
            throw new JinjaException("an empty separator");
        }
    }

    static Object partition(String text, String separator, int at) {
        notEmpty(separator);
        if (at < 0) {
            return Tuple.of(List.of(text, "", ""));
        }
        return Tuple.of(List.of(text.substring(0, at), separator, text.substring(at + separator.length())));
    }

    /** The lines of a text; a line break at the end begins none. */
    static List<Object> lines(String text, boolean keepEnds, Budget budget) {
        List<Object> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (!breaks(text.charAt(at))) {
                continue;
            }
            int end = at;
            at += text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 1 : 0;
            lines.add(text.substring(from, keepEnds ? at + 1 : end));
            from = at + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        budget.list(lines.size());
        return lines;
    }

    private static boolean breaks(char c) {
        return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }
}
