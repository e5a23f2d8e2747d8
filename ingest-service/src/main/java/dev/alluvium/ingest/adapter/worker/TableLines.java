package dev.alluvium.ingest.adapter.worker;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** The table that is being read: a table of Markdown (GFM), in which an empty cell keeps its column. */
final class TableLines {
    private static final int WIDE = 100;

    private final List<List<String>> rows = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    /** Rows below that a cell of the column still covers. */
    private final List<Integer> covered = new ArrayList<>();

    private int columns = 1;
    private int deep = 1;

    void row() {
        rows.add(new ArrayList<>());
    }

    /** A cell begins, which is {@code columns} wide and {@code deep} high: the others that it covers stay empty. */
    void cell(int columns, int deep) {
        cell.setLength(0);
        this.columns = columns;
        this.deep = deep;
    }

    void append(char[] chars, int start, int length) {
        cell.append(chars, start, length);
    }

    /** Something in a cell ends, such as a paragraph. */
    void separate() {
        cell.append(' ');
    }

    void endCell() {
        if (rows.isEmpty()) {
            row();
        }
        List<String> row = rows.get(rows.size() - 1);
        while (row.size() < covered.size() && covered.get(row.size()) > 0) {
            covered.set(row.size(), covered.get(row.size()) - 1);
            row.add("");
        }
        String text = cell.toString().replaceAll("\\s+", " ").strip();
        for (int i = 0; i < columns; i++) {
            while (deep > 1 && covered.size() <= row.size()) {
                covered.add(0);
            }
            if (row.size() < covered.size()) {
                covered.set(row.size(), deep - 1);
            }
            row.add(i == 0 ? text : "");
        }
        cell.setLength(0);
    }

    /**
     * The table's lines. One row, or one column, is no table. Rows without any text go, and columns at its sides; and a line above it that has
     * but one cell is its caption.
     */
    String text() {
        rows.removeIf(row -> row.stream().allMatch(String::isEmpty));
        dropEmptyColumns();
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        StringBuilder text = new StringBuilder();
        int first = captions(width);
        boolean gaps = rows.size() == 1 && rows.get(0).contains("");
        if (width < 2 || (rows.size() < 2 && !gaps)) {
            rows.forEach(row -> text.append(String.join("\t", row).strip()).append('\n'));
            return text.toString();
        }
        for (int i = 0; i < first; i++) {
            text.append(rows.get(i).get(0)).append("\n\n");
        }
        for (int i = first; i < rows.size(); i++) {
            append(text, rows.get(i), width);
            if (i == first) {
                append(text, Collections.nCopies(width, "---"), width);
            }
        }
        return text.toString();
    }

    /** Before the first column with text and behind the last one; all of them where a stray cell makes a table very wide. */
    private void dropEmptyColumns() {
        BitSet filled = new BitSet();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    filled.set(i);
                }
            }
        }
        if (filled.length() <= WIDE) {
            filled.set(Math.max(0, filled.nextSetBit(0)), filled.length());
        }
        for (List<String> row : rows) {
            List<String> kept = new ArrayList<>();
            for (int i = filled.nextSetBit(0); i >= 0 && i < row.size(); i = filled.nextSetBit(i + 1)) {
                kept.add(row.get(i));
            }
            row.clear();
            row.addAll(kept);
        }
    }

    /** How many rows at the beginning have text in their first cell alone, above one that names the columns. */
    private int captions(int width) {
        int first = 0;
        while (width > 2
                && first < rows.size() - 2
                && filled(rows.get(first)) == 1
                && !rows.get(first).get(0).isEmpty()) {
            first++;
        }
        return first > 0 && filled(rows.get(first)) > 1 ? first : 0;
    }

    private static long filled(List<String> row) {
        return row.stream().filter(cell -> !cell.isEmpty()).count();
    }

    private static void append(StringBuilder text, List<String> row, int columns) {
        for (int i = 0; i < columns; i++) {
            String value = i < row.size() ? row.get(i).replace("|", "\\|") : "";
            text.append("| ").append(value).append(value.isEmpty() ? "" : " ");
        }
        text.append("|\n");
    }
}
