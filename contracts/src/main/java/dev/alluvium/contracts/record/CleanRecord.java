package dev.alluvium.contracts.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record that passed every filter.
 *
 * @param recordId digest of model, fact, revision and content
 * @param revision the fact's revision that it states
 * @param contentHash digest of what {@code record} says, as {@code RecordIdentity} computes it
 * @param position where it was received
 * @param record the cleaned record; fact, model and kind are always set
 * @param steps what each stage changed, in order
 */
public record CleanRecord(
        String recordId,
        String model,
        String fact,
        Instant revision,
        String contentHash,
        RawPosition position,
        KnowledgeRecord record,
        List<String> steps)
        implements CleanEvent {
    private static final String REQUEUED = "requeued from ";

    public CleanRecord {
        steps = List.copyOf(steps);
    }

    /** This record, offered again out of a quarantined round. */
    public CleanRecord requeuedFrom(String round) {
        List<String> more = new ArrayList<>(steps);
        more.add(REQUEUED + round);
        return new CleanRecord(recordId, model, fact, revision, contentHash, position, record, more);
    }

    /** The round out of which this record was offered again the last time; empty if it is offered for the first time. */
    public Optional<String> requeuedFrom() {
        return steps.stream()
                .filter(step -> step.startsWith(REQUEUED))
                .reduce((first, last) -> last)
                .map(step -> step.substring(REQUEUED.length()));
    }
}
