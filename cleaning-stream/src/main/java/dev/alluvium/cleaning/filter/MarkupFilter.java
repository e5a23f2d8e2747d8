package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.text.HtmlText;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.text.UnicodeText;

/** Takes mark-up out of the content. What comes out of it is normalised again: entities can spell anything. */
public final class MarkupFilter implements Filter {
    @Override
    public String name() {
        return "markup";
    }

    @Override
    public Verdict apply(Draft draft) {
        return new Verdict.Keep(
                draft.changed(RecordText.mapContent(draft.record(), MarkupFilter::strip), "markup: stripped"));
    }

    private static String strip(String text) {
        String stripped = HtmlText.strip(text);
        return stripped.equals(text) ? text : UnicodeText.normalise(stripped);
    }
}
