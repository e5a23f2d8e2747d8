package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.value.Edits;
import dev.alluvium.cleaning.value.ValueText;
import dev.alluvium.contracts.config.ValueSettings;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.HashMap;
import java.util.Map;

/** Writes dates, numbers and measures in one spelling; how each was written stands in attributes {@code original/…}. */
public final class ValuesFilter implements Filter {
    private final ValueText values;

    public ValuesFilter(ValueSettings settings) {
        this.values = new ValueText(settings);
    }

    @Override
    public String name() {
        return "values";
    }

    @Override
    public Verdict apply(Draft draft) {
        Edits edits = new Edits();
        KnowledgeRecord changed = RecordText.mapContent(draft.record(), text -> values.normalise(text, edits));
        if (edits.count() == 0) {
            return new Verdict.Keep(draft);
        }
        Map<String, String> attributes = new HashMap<>(edits.attributes());
        attributes.putAll(changed.allAttributes());
        return new Verdict.Keep(draft.changed(
                RecordText.withAttributes(changed, attributes), "values: " + edits.count() + " rewritten"));
    }
}
