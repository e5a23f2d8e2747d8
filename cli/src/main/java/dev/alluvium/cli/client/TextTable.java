package dev.alluvium.cli.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Columns of text that line up, also where Chinese stands beside English: a wide character takes two columns of a terminal.
 * Where the last column does not fit, it goes on in lines of its own; where others do not fit either, they follow below their
 * row, each behind its name.
 */
final class TextTable {
    /** A cell that has no value. */
    static final String NONE = "-";

    private static final int GAP = 2;
    private static final int LEAST_LAST = 24;
    private static final int INDENT = 4;

    private TextTable() {}

    /**
     * The lines of a table.
     *
     * @param rows the header first; all of the same number of cells
     * @param columns that a line may take
     */
    static List<String> lines(List<List<String>> rows, int columns) {
        int last = rows.get(0).size() - 1;
        int[] widths = new int[last];
        for (List<String> row : rows) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        int fitting = fitting(widths, columns);
        boolean beside =
                fitting == last && isBeside(rows, columns - IntStream.of(widths).sum() - GAP * last);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder head = new StringBuilder();
            for (int i = 0; i < fitting; i++) {
                head.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + GAP));
            }
            if (beside) {
                lines.addAll(row(head.toString(), row.get(last), columns));
                continue;
            }
            boolean header = lines.isEmpty();
            lines.add(head.toString().stripTrailing());
            if (!header) {
                lines.addAll(below(rows.get(0), row, fitting, columns));
            }
        }
        return lines;
    }

    /** How many columns stand side by side: all but the last, or as many as fit, and at least the first. */
    private static int fitting(int[] widths, int columns) {
        int used = 0;
        for (int i = 0; i < widths.length; i++) {
            used += widths[i] + (i == 0 ? 0 : GAP);
            if (used > columns) {
                return Math.max(1, i);
            }
        }
        return widths.length;
    }

    /** Whether the last column has its place in the room beside the others: it fits there, or can be wrapped there. */
    private static boolean isBeside(List<List<String>> rows, int room) {
        return room >= LEAST_LAST
                || rows.size() == 1
                || rows.stream().allMatch(row -> width(row.get(row.size() - 1)) <= room);
    }

    /** The cells of a row from a column on, each behind its column's name; what says nothing is left out. */
    private static List<String> below(List<String> header, List<String> row, int from, int columns) {
        List<String> named = new ArrayList<>();
        for (int i = from; i < row.size(); i++) {
            if (!row.get(i).isBlank() && !row.get(i).equals(NONE)) {
                named.add(header.get(i).toLowerCase(Locale.ROOT) + " " + row.get(i));
            }
        }
        return named.isEmpty() ? List.of() : row(" ".repeat(INDENT), String.join("; ", named), columns);
    }

    /**
     * A text beside its head, in as many lines as it takes.
     *
     * @param head with the blanks that part it from the text
     * @param columns that a line may take
     */
    static List<String> row(String head, String text, int columns) {
        List<String> lines = new ArrayList<>();
        int used = width(head);
        if (used + width(text) <= columns) {
            lines.add((head + text).stripTrailing());
            return lines;
        }
        boolean beside = columns - used >= LEAST_LAST;
        int indent = beside ? used : INDENT;
        List<String> wrapped = wrapped(text, Math.max(LEAST_LAST, columns - indent));
        if (!beside) {
            lines.add(head.stripTrailing());
        }
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add((i == 0 && beside ? head : " ".repeat(indent)) + wrapped.get(i));
        }
        return lines;
    }

    /** The beginning of a text that is wider than so many columns, with a sign that it goes on. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (used + width(text.codePointAt(end)) < columns) {
            used += width(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end) + "…";
    }

    /** At spaces and after wide characters; a word that is wider than a line stays whole. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        int breakAt = -1;
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (used + width(character) > width && breakAt > begin) {
                lines.add(text.substring(begin, breakAt).strip());
                begin = breakAt;
                used = width(text.substring(begin, i).stripLeading());
                breakAt = -1;
            }
            used += width(character);
            if (character == ' ' || width(character) == 2) {
                breakAt = i + Character.charCount(character);
            }
        }
        lines.add(text.substring(begin).strip());
        return lines;
    }

    /** How many columns of a terminal it takes. */
    static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** East Asian wide and full-width characters, and emoji (Unicode Standard Annex 11). */
    private static boolean isWide(int character) {
        return character >= 0x1100
                && (character <= 0x115F
                        || character >= 0x2E80 && character <= 0xA4CF && character != 0x303F
                        || character >= 0xAC00 && character <= 0xD7A3
                        || character >= 0xF900 && character <= 0xFAFF
                        || character >= 0xFE30 && character <= 0xFE6F
                        || character >= 0xFF00 && character <= 0xFF60
                        || character >= 0xFFE0 && character <= 0xFFE6
                        || character >= 0x1F300 && character <= 0x1FAFF
                        || character >= 0x20000 && character <= 0x3FFFD);
    }
}
