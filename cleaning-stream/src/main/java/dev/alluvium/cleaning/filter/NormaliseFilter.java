package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.text.UnicodeText;
import dev.alluvium.contracts.record.KnowledgeRecord;

/** One spelling for what looks the same, in content and names. */
public final class NormaliseFilter implements Filter {
    @Override
    public String name() {
        return "normalise";
    }

    @Override
    public Verdict apply(Draft draft) {
        KnowledgeRecord normalised = RecordText.mapNames(
                RecordText.mapContent(draft.record(), UnicodeText::normalise), UnicodeText::normalise);
        return new Verdict.Keep(draft.changed(normalised, "normalise: changed"));
    }
}
