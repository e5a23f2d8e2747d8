package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.cleaning.text.MarkupText;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.text.UnicodeText;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.util.function.UnaryOperator;

/**
 * Replaces personal data in every string by typed placeholders. A fact whose name or question is personal gets a
 * keyed name, so that redaction merges no two facts.
 */
public final class RedactFilter implements Filter {
    private final String name;
    private final Redactor redactor;
    private final FactKeyHash factKey;

    public RedactFilter(String name, Redactor redactor, FactKeyHash factKey) {
        this.name = name;
        this.redactor = redactor;
        this.factKey = factKey;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        UnaryOperator<String> redact = text -> redactor.redact(text, filtered.placeholders());
        KnowledgeRecord record = filtered.record();
        KnowledgeRecord content = RecordText.mapContent(record, redact);
        boolean unnamed = record.fact() == null && filtered.secretFact() == null;
        FilteredRecord named = unnamed && !content.equals(record) ? secretlyNamed(filtered) : filtered;
        if (record.fact() != null && redactor.finds(record.fact())) {
            content = content.withFact(factKey.name(record.fact()));
        }
        KnowledgeRecord redacted = RecordText.mapNames(content, redact);
        return new FilterResult.Keep(
                named.changed(redacted, name + ": " + filtered.placeholders().summary()));
    }

    /** The question as it would be hashed had it been cleaned first; if redaction changes it, its name is keyed. */
    private FilteredRecord secretlyNamed(FilteredRecord filtered) {
        KnowledgeRecord plain = RecordText.mapContent(MarkupText.strip(filtered.record()), UnicodeText::normalise);
        KnowledgeRecord redacted = RecordText.mapContent(plain, text -> redactor.redact(text, new Placeholders()));
        String fact = RecordIdentity.impliedFact(plain);
        return fact.equals(RecordIdentity.impliedFact(redacted))
                ? filtered
                : filtered.withSecretFact(factKey.name(fact));
    }
}
