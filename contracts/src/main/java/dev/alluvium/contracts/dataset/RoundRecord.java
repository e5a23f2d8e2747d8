package dev.alluvium.contracts.dataset;

import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a round, as its index lists it.
 *
 * @param sketch by which near-duplicates are known; null for a text too short, or of a round cut before there were any
 */
public record RoundRecord(
        String recordId,
        String fact,
        Instant revision,
        String contentHash,
        RawPosition position,
        String segment,
        @Nullable Sketch sketch) {
    /** A record that only its equals are duplicates of. */
    public RoundRecord(
            String recordId, String fact, Instant revision, String contentHash, RawPosition position, String segment) {
        this(recordId, fact, revision, contentHash, position, segment, null);
    }
}
