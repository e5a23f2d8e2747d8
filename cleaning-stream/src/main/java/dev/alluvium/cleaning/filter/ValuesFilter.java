package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.value.Edit;
import dev.alluvium.cleaning.value.Edits;
import dev.alluvium.cleaning.value.OriginalValues;
import dev.alluvium.cleaning.value.ValueText;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.settings.ValueSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes dates, numbers and measures in one spelling; attributes {@code original/…} tell how each was written, so that
 * {@link OriginalValues} undoes it. Where a new spelling shows personal data that the old one hid, such as a phone written as
 * 13,812,345,678, it is redacted, and what stood there is not kept. What would look personal as an attribute by itself stays as
 * it is written, and so does every value of a record that has attributes {@code original/…} of its own.
 */
public final class ValuesFilter implements Filter {
    private final ValueText values;
    private final Redactor redactor;
    private final Filter redact;

    /**
     * A filter.
     *
     * @param redact what takes personal data out of a record, by {@code redactor}
     */
    public ValuesFilter(ValueSettings settings, Redactor redactor, Filter redact) {
        this.values = new ValueText(settings);
        this.redactor = redactor;
        this.redact = redact;
    }

    @Override
    public String name() {
        return "values";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        if (OriginalValues.isTold(filtered.record())) {
            return new FilterResult.Keep(filtered);
        }
        Rewriting rewriting = rewriting(filtered, Set.of());
        if (rewriting.reveals()) {
            KnowledgeRecord revealed = RecordText.mapContent(filtered.record(), this::revealed);
            FilterResult redacted = redact.apply(filtered.withRecord(revealed));
            return redacted instanceof FilterResult.Keep keep
                    ? rewritten(keep.filtered(), rewriting(keep.filtered(), Set.of()))
                    : redacted;
        }
        return rewritten(filtered, rewriting);
    }

    private FilterResult rewritten(FilteredRecord filtered, Rewriting first) {
        Rewriting rewriting = first;
        Set<String> hidden = rewriting.edits().spellings(redactor::finds);
        if (!hidden.isEmpty()) {
            rewriting = rewriting(filtered, hidden);
            if (!rewriting.edits().spellings(redactor::finds).isEmpty()) {
                rewriting = rewriting(filtered, first.edits().spellings(any -> true));
            }
        }
        Map<String, String> attributes = new HashMap<>(rewriting.edits().attributes());
        attributes.putAll(rewriting.record().allAttributes());
        return new FilterResult.Keep(
                rewriting.record().equals(filtered.record())
                        ? filtered
                        : filtered.changed(
                                rewriting.record().withAttributes(attributes),
                                "values: " + rewriting.edits().count() + " rewritten"));
    }

    /**
     * A record with its values in one spelling.
     *
     * @param reveals whether a new spelling shows personal data
     */
    private record Rewriting(KnowledgeRecord record, Edits edits, boolean reveals) {}

    /** Rewrites the values, but for those that would be one of {@code left}. */
    private Rewriting rewriting(FilteredRecord filtered, Set<String> left) {
        Edits edits = new Edits(left);
        boolean[] reveals = {false};
        KnowledgeRecord changed = RecordText.mapContent(filtered.record(), text -> {
            List<Edit> found = values.edits(text);
            String now = Edit.apply(text, found);
            if (found.isEmpty() || !redactor.finds(now)) {
                return edits.take(text, found);
            }
            reveals[0] = true;
            return edits.take(redactor.redact(now, filtered.placeholders()), List.of());
        });
        return new Rewriting(changed, edits, reveals[0]);
    }

    /** The text with the new spelling of those values alone that show personal data by it. */
    private String revealed(String text) {
        List<Edit> found = values.edits(text);
        if (found.isEmpty()) {
            return text;
        }
        BitSet personal = redactor.personal(Edit.apply(text, found));
        List<Edit> revealing = new ArrayList<>();
        int longer = 0;
        for (Edit edit : found) {
            int start = edit.start() + longer;
            int first = personal.nextSetBit(start);
            if (first >= 0 && first < start + edit.now().length()) {
                revealing.add(edit);
            }
            longer += edit.now().length() - (edit.end() - edit.start());
        }
        return Edit.apply(text, revealing);
    }
}
