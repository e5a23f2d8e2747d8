package dev.alluvium.ingest.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a document under its headings.
 *
 * @param headings from the outermost on; empty before the first heading
 * @param text without its headings
 * @param line where it begins, from 1; 0 where the document has no lines
 */
public record Section(List<String> headings, String text, long line) {
    public Section {
        headings = List.copyOf(headings);
    }

    /** {@code sections} cut at headings of the outline's first {@code level} levels alone; deeper ones stay in the text. */
    public static List<Section> cutAt(List<Section> sections, int level) {
        List<Section> cut = new ArrayList<>();
        List<String> before = List.of();
        for (Section section : sections) {
            List<String> outer = section.headings.subList(0, Math.min(level, section.headings.size()));
            String text = section.inner(level, before);
            before = section.headings;
            int last = cut.size() - 1;
            if (last >= 0
                    && section.headings.size() > level
                    && cut.get(last).headings.equals(outer)) {
                Section open = cut.get(last);
                cut.set(last, new Section(outer, open.text + "\n\n" + text, open.line));
            } else {
                cut.add(new Section(outer, text, section.line));
            }
        }
        return cut;
    }

    /** The text below the headings that are deeper than {@code level}, those of them written as Markdown that begin with it. */
    private String inner(int level, List<String> before) {
        int from = 0;
        while (from < headings.size()
                && from < before.size()
                && headings.get(from).equals(before.get(from))) {
            from++;
        }
        StringBuilder inner = new StringBuilder();
        for (int i = Math.max(level, Math.min(from, headings.size() - 1)); i < headings.size(); i++) {
            inner.append("#".repeat(Math.min(i + 1, 6)))
                    .append(' ')
                    .append(headings.get(i))
                    .append("\n\n");
        }
        return inner.append(text).toString();
    }
}
