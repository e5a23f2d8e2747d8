package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
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
    public FilterResult apply(FilteredRecord filtered) {
        if (filtered.steps().contains(MainContentFilter.TAKEN)) {
            return new FilterResult.Keep(filtered);
        }
        KnowledgeRecord record = filtered.record();
        KnowledgeRecord stripped = MarkupText.strip(record);
        return new FilterResult.Keep(
                stripped.equals(record)
                        ? filtered
                        : filtered.changed(
                                RecordText.mapContent(stripped, UnicodeText::normalise), "markup: stripped"));
    }
}
