package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.text.BoilerplateText;
import dev.alluvium.cleaning.text.RecordText;

/** Takes advertisement, menus, notices and repeated paragraphs out of the content. */
public final class BoilerplateFilter implements Filter {
    @Override
    public String name() {
        return "boilerplate";
    }

    @Override
    public Verdict apply(Draft draft) {
        return new Verdict.Keep(draft.changed(
                RecordText.mapContent(draft.record(), BoilerplateText::strip), "boilerplate: lines removed"));
    }
}
