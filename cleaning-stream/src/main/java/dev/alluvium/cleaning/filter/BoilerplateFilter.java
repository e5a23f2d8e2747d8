package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.text.BoilerplateText;
import dev.alluvium.cleaning.text.RecordText;

/** Takes advertisement, menus, notices and repeated paragraphs out of the content. */
public final class BoilerplateFilter implements Filter {
    @Override
    public String name() {
        return "boilerplate";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        return new FilterResult.Keep(filtered.changed(
                RecordText.mapContent(filtered.record(), BoilerplateText::strip), "boilerplate: lines removed"));
    }
}
