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
        for (Section section : sections) {
            List<String> outer = section.headings.subList(0, Math.min(level, section.headings.size()));
            String text = section.inner(level);
            int last = cut.size() - 1;
            if (last >= 0
                    && section.headings.size() > level
                    && cut.get(last).headings.equals(outer)) {
                Section before = cut.get(last);
                cut.set(last, new Section(outer, before.text + "\n\n" + text, before.line));
            } else {
                cut.add(new Section(outer, text, section.line));
            }
        }
        return cut;
    }

    /** The text below the headings that are deeper than {@code level}, the last of them written as Markdown. */
    private String inner(int level) {
        int depth = headings.size();
        return depth <= level ? text : "#".repeat(Math.min(depth, 6)) + " " + headings.get(depth - 1) + "\n\n" + text;
    }
}
