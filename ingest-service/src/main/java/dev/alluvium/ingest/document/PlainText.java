package dev.alluvium.ingest.document;

import java.util.List;
import java.util.Map;

/** A text without headings: one section. */
public final class PlainText {
    private PlainText() {}

    /** The document that {@code text} is. */
    public static Document read(String text) {
        String body = text.strip();
        return new Document(
                null, Map.of(), Map.of(), body.isEmpty() ? List.of() : List.of(new Section(List.of(), body, 1)));
    }
}
