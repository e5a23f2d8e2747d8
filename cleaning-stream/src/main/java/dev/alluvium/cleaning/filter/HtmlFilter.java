package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.text.HtmlText;
import dev.alluvium.cleaning.text.RecordText;

/** Takes mark-up out of the content. */
public final class HtmlFilter implements Filter {
    @Override
    public String name() {
        return "html";
    }

    @Override
    public Verdict apply(Draft draft) {
        return new Verdict.Keep(
                draft.changed(RecordText.mapContent(draft.record(), HtmlText::strip), "html: stripped"));
    }
}
