package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.text.RecordIdentity;

/** Sets the fact and the kind of a record that leaves them to its content. */
public final class IdentityFilter implements Filter {
    @Override
    public String name() {
        return "identity";
    }

    @Override
    public Verdict apply(Draft draft) {
        KnowledgeRecord record = draft.record();
        return new Verdict.Keep(draft.withRecord(RecordText.named(record, fact(draft), record.kindOrImplied())));
    }

    private static String fact(Draft draft) {
        String named = draft.record().fact();
        if (named != null && !named.isBlank()) {
            return named;
        }
        return draft.secretFact() != null ? draft.secretFact() : RecordIdentity.impliedFact(draft.record());
    }
}
