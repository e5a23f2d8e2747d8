package dev.alluvium.contracts.record;

import java.time.Instant;
import java.util.List;

/**
 * A record that passed every filter.
 *
 * @param recordId {@link RecordIdentity#recordId}
 * @param revision the fact's revision that it states
 * @param contentHash {@link RecordIdentity#contentHash} of {@code record}
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
    public CleanRecord {
        steps = List.copyOf(steps);
    }
}
