package dev.alluvium.contracts.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that passed every filter.
 *
 * @param recordId digest of model, fact, revision and content
 * @param revision the fact's revision that it states
 * @param contentHash digest of what {@code record} says, as {@code RecordIdentity} computes it
 * @param position where it was received
 * @param record the cleaned record; fact, model and kind are always set
 * @param steps what each stage changed, in order
 * @param requeued {@code requeuedFrom} in JSON: the round out of which it was offered again the last time; null if it is
 *     offered for the first time, and in what an earlier version wrote. Read it by {@link #requeuedFrom()}
 */
public record CleanRecord(
        String recordId,
        String model,
        String fact,
        Instant revision,
        String contentHash,
        RawPosition position,
        KnowledgeRecord record,
        List<String> steps,
        @JsonProperty("requeuedFrom") @Nullable String requeued)
        implements CleanEvent {
    /** How a version before the field said it, as the last of the steps. */
    private static final String REQUEUED_STEP = "requeued from ";

    public CleanRecord {
        steps = List.copyOf(steps);
    }

    /** A record that is offered for the first time. */
    public CleanRecord(
            String recordId,
            String model,
            String fact,
            Instant revision,
            String contentHash,
            RawPosition position,
            KnowledgeRecord record,
            List<String> steps) {
        this(recordId, model, fact, revision, contentHash, position, record, steps, null);
    }

    /** Which record it is. */
    public RecordRef ref() {
        return new RecordRef(recordId, fact, revision, contentHash, position);
    }

    /** This record, offered again out of a quarantined round. */
    public CleanRecord requeuedFrom(String round) {
        return new CleanRecord(recordId, model, fact, revision, contentHash, position, record, steps, round);
    }

    /** The round out of which this record was offered again the last time; empty if it is offered for the first time. */
    public Optional<String> requeuedFrom() {
        return Optional.ofNullable(requeued).or(this::requeuedByStep);
    }

    private Optional<String> requeuedByStep() {
        return steps.stream()
                .filter(step -> step.startsWith(REQUEUED_STEP))
                .reduce((first, last) -> last)
                .map(step -> step.substring(REQUEUED_STEP.length()));
    }
}
