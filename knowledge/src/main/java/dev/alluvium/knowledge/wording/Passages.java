package dev.alluvium.knowledge.wording;

import dev.alluvium.contracts.record.KnowledgeRecord;

/** The running text of a document. */
public final class Passages {
    private Passages() {}

    /** The title on a line of its own, unless the text names it, and the text. */
    public static String of(KnowledgeRecord record) {
        String text = record.text() == null ? "" : record.text();
        String title = record.title() == null ? "" : record.title().strip();
        return title.isEmpty() || text.contains(title) ? text : title + "\n" + text;
    }
}
