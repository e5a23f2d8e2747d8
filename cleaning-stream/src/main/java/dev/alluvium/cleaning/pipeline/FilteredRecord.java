package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.decode.RecordProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record between two filters: what the filters so far made of it.
 *
 * @param writtenTo the topic whose rules hold for it
 * @param record as it is after the filters so far
 * @param problems what the decoder found wrong with it, each with place and remedy
 * @param secretFact the keyed name of a fact that would name a person; null where nothing personal was found
 * @param placeholders those given out so far, so that one value has one placeholder in all fields
 * @param steps what each filter changed, in order
 */
public record FilteredRecord(
        RawPosition position,
        String writtenTo,
        Instant appendedAt,
        KnowledgeRecord record,
        List<RecordProblem> problems,
        @Nullable String secretFact,
        Placeholders placeholders,
        List<String> steps) {
    public FilteredRecord {
        problems = List.copyOf(problems);
        steps = List.copyOf(steps);
    }

    /** A record as it was decoded, before any filter. */
    public static FilteredRecord decoded(RawRecord raw, KnowledgeRecord record, List<RecordProblem> problems) {
        return new FilteredRecord(
                raw.position(),
                raw.writtenTo(),
                raw.appendedAt(),
                record,
                problems,
                null,
                new Placeholders(),
                List.of());
    }

    /** The time of the fact's revision: as pushed, else as the broker took it in. */
    public Instant revision() {
        return record.occurredAt() != null ? record.occurredAt() : appendedAt;
    }

    public FilteredRecord withRecord(KnowledgeRecord value) {
        return new FilteredRecord(position, writtenTo, appendedAt, value, problems, secretFact, placeholders, steps);
    }

    public FilteredRecord withSecretFact(String value) {
        return new FilteredRecord(position, writtenTo, appendedAt, record, problems, value, placeholders, steps);
    }

    /** The changed record, with a note of what changed it; the same draft if nothing did. */
    public FilteredRecord changed(KnowledgeRecord value, String step) {
        if (value.equals(record)) {
            return this;
        }
        return withRecord(value).noted(step);
    }

    /** The same draft with a note: a decision that changes nothing. */
    public FilteredRecord noted(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FilteredRecord(position, writtenTo, appendedAt, record, problems, secretFact, placeholders, longer);
    }
}
