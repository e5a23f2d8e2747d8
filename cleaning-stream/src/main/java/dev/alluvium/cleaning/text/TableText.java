package dev.alluvium.cleaning.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;

/**
 * The tables of a page that hold data, as tables of Markdown (GFM): an empty cell keeps its column. A table that lays out a page
 * holds other tables, headings or long texts; its cells are read one after the other.
 */
final class TableText {
    private static final Set<String> LAYOUT =
            Set.of("table", "h1", "h2", "h3", "h4", "pre", "form", "nav", "article", "section");
    private static final int LONGEST_CELL = 500;
    private static final int MOST_COLUMNS = 100;

    private final Set<Element> layout;

    private TableText(Set<Element> layout) {
        this.layout = layout;
    }

    /** Looks at all tables of a page in one pass. */
    static TableText of(Element root) {
        Set<Element> layout = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Element> open = new ArrayDeque<>();
        root.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element element) {
                    if (!open.isEmpty() && LAYOUT.contains(element.normalName())) {
                        layout.add(open.peek());
                    }
                    if (element.normalName().equals("table")) {
                        open.push(element);
                        if (element.attr("role").equals("presentation")) {
                            layout.add(element);
                        }
                    }
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node == open.peek()) {
                    open.pop();
                }
            }
        });
        return new TableText(layout);
    }

    /** Whether a table holds rows and columns of data. */
    boolean isData(Element table) {
        if (layout.contains(table)) {
            return false;
        }
        List<List<String>> rows = cells(table);
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        boolean empty = rows.stream().flatMap(List::stream).anyMatch(String::isEmpty);
        return columns >= 2
                && columns <= MOST_COLUMNS
                && (rows.size() >= 2 || (rows.size() == 1 && empty))
                && rows.stream().flatMap(List::stream).allMatch(cell -> cell.length() <= LONGEST_CELL);
    }

    /** The rows of a table of data. */
    String rows(Element table) {
        StringBuilder text = new StringBuilder();
        for (Element child : table.children()) {
            if (child.normalName().equals("caption")) {
                text.append(TextWalker.content(child, false, this)).append('\n');
            }
        }
        List<List<String>> rows = cells(table);
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < rows.size(); i++) {
            append(text, rows.get(i), columns);
            if (i == 0) {
                append(text, Collections.nCopies(columns, "---"), columns);
            }
        }
        return text.substring(0, Math.max(0, text.length() - 1));
    }

    private static void append(StringBuilder text, List<String> row, int columns) {
        for (int i = 0; i < columns; i++) {
            text.append("| ").append(i < row.size() ? row.get(i) : "");
            text.append(i < row.size() && !row.get(i).isEmpty() ? " " : "");
        }
        text.append("|\n");
    }

    /** The cells of each row that has any; a cell that spans several leaves the others of them empty. */
    private List<List<String>> cells(Element table) {
        List<List<String>> rows = new ArrayList<>();
        int[] spanned = new int[MOST_COLUMNS];
        for (Element row : rowsOf(table)) {
            List<String> cells = new ArrayList<>();
            for (Element cell : row.children()) {
                if (cell.normalName().equals("td") || cell.normalName().equals("th")) {
                    skipSpanned(cells, spanned);
                    int columns = span(cell, "colspan");
                    int deep = span(cell, "rowspan");
                    String text = TextWalker.content(cell, false, this)
                            .replaceAll("\\s+", " ")
                            .replace("|", "\\|");
                    for (int i = 0; i < columns && cells.size() < MOST_COLUMNS; i++) {
                        spanned[cells.size()] = deep - 1;
                        cells.add(i == 0 ? text : "");
                    }
                }
            }
            skipSpanned(cells, spanned);
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                rows.add(cells);
            }
        }
        return rows;
    }

    private static void skipSpanned(List<String> cells, int[] spanned) {
        while (cells.size() < MOST_COLUMNS && spanned[cells.size()] > 0) {
            spanned[cells.size()]--;
            cells.add("");
        }
    }

    private static int span(Element cell, String name) {
        String value = cell.attr(name);
        return value.matches("[1-9]\\d?") ? Integer.parseInt(value) : 1;
    }

    private static List<Element> rowsOf(Element table) {
        List<Element> rows = new ArrayList<>();
        for (Element child : table.children()) {
            if (child.normalName().equals("tr")) {
                rows.add(child);
            } else if (Set.of("thead", "tbody", "tfoot").contains(child.normalName())) {
                child.children().stream()
                        .filter(row -> row.normalName().equals("tr"))
                        .forEach(rows::add);
            }
        }
        return rows;
    }
}
