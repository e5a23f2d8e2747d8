package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.text.CodeSpans;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.value.Edits;
import dev.alluvium.cleaning.value.ValueText;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.settings.ValueSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes dates, numbers and measures in one spelling; how each was written stands in attributes {@code original/…}. Where the
 * new spelling shows personal data that the old one hid, such as a phone written as 13,812,345,678, the old one is not kept.
 */
public final class ValuesFilter implements Filter {
    private final ValueText values;
    private final Redactor redactor;

    public ValuesFilter(ValueSettings settings, Redactor redactor) {
        this.values = new ValueText(settings);
        this.redactor = redactor;
    }

    @Override
    public String name() {
        return "values";
    }

    @Override
    public Verdict apply(Draft draft) {
        Edits edits = new Edits();
        KnowledgeRecord changed = RecordText.mapContent(draft.record(), text -> rewrite(text, edits));
        if (edits.count() == 0) {
            return new Verdict.Keep(draft);
        }
        Map<String, String> attributes = new HashMap<>(edits.attributes());
        attributes.putAll(changed.allAttributes());
        return new Verdict.Keep(draft.changed(
                RecordText.withAttributes(changed, attributes), "values: " + edits.count() + " rewritten"));
    }

    private String rewrite(String text, Edits edits) {
        Edits own = new Edits();
        String now = CodeSpans.outside(text, prose -> values.normalise(prose, own));
        edits.add(own, own.count() == 0 || !redactor.finds(now));
        return now;
    }
}
