package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.text.RecordIdentity;

/** Sets the fact and the kind of a record that leaves them to its content. */
public final class IdentityFilter implements Filter {
    @Override
    public String name() {
        return "identity";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        KnowledgeRecord record = filtered.record();
        return new FilterResult.Keep(filtered.withRecord(record.toBuilder()
                .fact(fact(filtered))
                .kind(record.kindOrImplied())
                .build()));
    }

    private static String fact(FilteredRecord filtered) {
        String named = filtered.record().fact();
        if (named != null && !named.isBlank()) {
            return named;
        }
        return filtered.secretFact() != null ? filtered.secretFact() : RecordIdentity.impliedFact(filtered.record());
    }
}
