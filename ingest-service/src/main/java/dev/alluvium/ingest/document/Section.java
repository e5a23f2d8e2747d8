package dev.alluvium.ingest.document;

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
}
