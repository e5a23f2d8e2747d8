package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.text.MarkupText;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.text.UnicodeText;
import dev.alluvium.contracts.record.KnowledgeRecord;

/** Takes mark-up out of the content. What comes out of it is normalised again: entities can spell anything. */
public final class MarkupFilter implements Filter {
    @Override
    public String name() {
        return "markup";
    }

    @Override
    public Verdict apply(Draft draft) {
        if (draft.steps().contains(MainContentFilter.TAKEN)) {
            return new Verdict.Keep(draft);
        }
        KnowledgeRecord record = draft.record();
        KnowledgeRecord stripped = MarkupText.strip(record);
        return new Verdict.Keep(
                stripped.equals(record)
                        ? draft
                        : draft.changed(RecordText.mapContent(stripped, UnicodeText::normalise), "markup: stripped"));
    }
}
