package dev.alluvium.ingest.adapter.worker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The table that is being read: a table of Markdown (GFM), in which an empty cell keeps its column. */
final class TableLines {
    private final List<List<String>> rows = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();

    void row() {
        rows.add(new ArrayList<>());
    }

    void cell() {
        cell.setLength(0);
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
        rows.get(rows.size() - 1).add(cell.toString().replaceAll("\\s+", " ").strip());
        cell.setLength(0);
    }

    /** The table's lines. One row, or one column, is no table. */
    String text() {
        int columns = 0;
        for (List<String> row : rows) {
            for (int i = columns; i < row.size(); i++) {
                columns = row.get(i).isEmpty() ? columns : i + 1;
            }
        }
        rows.removeIf(row -> row.stream().allMatch(String::isEmpty));
        StringBuilder text = new StringBuilder();
        boolean gaps = rows.size() == 1 && rows.get(0).subList(0, columns).contains("");
        if (columns < 2 || (rows.size() < 2 && !gaps)) {
            rows.forEach(row -> text.append(String.join("\t", row).strip()).append('\n'));
            return text.toString();
        }
        for (int i = 0; i < rows.size(); i++) {
            append(text, rows.get(i), columns);
            if (i == 0) {
                append(text, Collections.nCopies(columns, "---"), columns);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> row, int columns) {
        for (int i = 0; i < columns; i++) {
            String value = i < row.size() ? row.get(i).replace("|", "\\|") : "";
            text.append("| ").append(value).append(value.isEmpty() ? "" : " ");
        }
        text.append("|\n");
    }
}
