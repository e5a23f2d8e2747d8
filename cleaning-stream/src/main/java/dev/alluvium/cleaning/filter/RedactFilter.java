package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
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
    public Verdict apply(Draft draft) {
        UnaryOperator<String> redact = text -> redactor.redact(text, draft.placeholders());
        KnowledgeRecord record = draft.record();
        KnowledgeRecord content = RecordText.mapContent(record, redact);
        boolean unnamed = record.fact() == null && draft.secretFact() == null;
        Draft named = unnamed && !content.equals(record) ? secretlyNamed(draft) : draft;
        if (record.fact() != null && redactor.finds(record.fact())) {
            content = content.withFact(factKey.name(record.fact()));
        }
        KnowledgeRecord redacted = RecordText.mapNames(content, redact);
        return new Verdict.Keep(
                named.changed(redacted, name + ": " + draft.placeholders().summary()));
    }

    /** The question as it would be hashed had it been cleaned first; if redaction changes it, its name is keyed. */
    private Draft secretlyNamed(Draft draft) {
        KnowledgeRecord plain = RecordText.mapContent(MarkupText.strip(draft.record()), UnicodeText::normalise);
        KnowledgeRecord redacted = RecordText.mapContent(plain, text -> redactor.redact(text, new Placeholders()));
        String fact = RecordIdentity.impliedFact(plain);
        return fact.equals(RecordIdentity.impliedFact(redacted)) ? draft : draft.withSecretFact(factKey.name(fact));
    }
}
