package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.filter.HtmlFilter;
import dev.alluvium.cleaning.filter.IdentityFilter;
import dev.alluvium.cleaning.filter.LengthFilter;
import dev.alluvium.cleaning.filter.ModelFilter;
import dev.alluvium.cleaning.filter.NormaliseFilter;
import dev.alluvium.cleaning.filter.RedactFilter;
import dev.alluvium.cleaning.filter.RevisionFilter;
import dev.alluvium.cleaning.filter.ValidFilter;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RecordIdentity;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.record.decode.Decoded;
import dev.alluvium.contracts.record.decode.RecordDecoder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Everything that happens to a record before its fact's state is asked: a pure function of the record alone. */
public final class CleaningPipeline {
    private final RecordDecoder decoder;
    private final List<Filter> filters;
    private final String defaultModel;
    private final Redactor redactor;

    CleaningPipeline(RecordDecoder decoder, List<Filter> filters, String defaultModel, Redactor redactor) {
        this.decoder = decoder;
        this.filters = List.copyOf(filters);
        this.defaultModel = defaultModel;
        this.redactor = redactor;
    }

    /** What happens to a record, in this order. Redaction comes first, and again once nothing can hide any more. */
    public static CleaningPipeline standard(CleaningConfig config) {
        return new CleaningPipeline(
                new RecordDecoder(),
                List.of(
                        new RedactFilter("redact", config.redactor(), config.factKey()),
                        new ValidFilter(config.redactor()),
                        new HtmlFilter(),
                        new NormaliseFilter(),
                        new RedactFilter("redact-again", config.redactor(), config.factKey()),
                        new LengthFilter(config.lengths()),
                        new ModelFilter(config.models(), config.defaultModel(), config.autoCreate()),
                        new RevisionFilter(config.maxAhead()),
                        new IdentityFilter()),
                config.defaultModel(),
                config.redactor());
    }

    /** Names of the filters in their order. */
    public List<String> stages() {
        return filters.stream().map(Filter::name).toList();
    }

    /** Cleans one record. Never throws for what the bytes hold. */
    public Cleaned clean(RawRecord raw) {
        Decoded decoded = decoder.decode(raw.value(), raw.headers());
        return decoded instanceof Decoded.Parsed record
                ? filter(Draft.decoded(raw, record.record(), record.problems()))
                : new Cleaned.DeadLetter(raw, ((Decoded.Undecodable) decoded).problem());
    }

    private Cleaned filter(Draft decoded) {
        Draft draft = decoded;
        for (Filter filter : filters) {
            Verdict verdict = filter.apply(draft);
            if (verdict instanceof Verdict.Drop drop) {
                return new Cleaned.Rejected(rejected(filter, draft, drop));
            }
            draft = ((Verdict.Keep) verdict).draft();
        }
        return new Cleaned.Passed(new Candidate(clean(draft), false));
    }

    private RejectedRecord rejected(Filter filter, Draft draft, Verdict.Drop drop) {
        KnowledgeRecord record = draft.record();
        Instant at = draft.appendedAt();
        return new RejectedRecord(
                "cleaning/" + filter.name(),
                drop.reason(),
                redactor.redact(drop.detail(), draft.placeholders()),
                null,
                record.model() == null ? defaultModel : record.model(),
                record.fact(),
                draft.position(),
                null,
                RejectedCopy.of(record),
                at);
    }

    private static CleanRecord clean(Draft draft) {
        KnowledgeRecord record = draft.record();
        String model = Objects.requireNonNull(record.model(), "the model filter sets it");
        String fact = Objects.requireNonNull(record.fact(), "the identity filter sets it");
        String contentHash = RecordIdentity.contentHash(record);
        String recordId = RecordIdentity.recordId(model, fact, draft.revision(), contentHash);
        return new CleanRecord(
                recordId, model, fact, draft.revision(), contentHash, draft.position(), record, draft.steps());
    }
}
