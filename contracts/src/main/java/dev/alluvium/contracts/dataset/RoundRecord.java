package dev.alluvium.contracts.dataset;

import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a round, as its index lists it.
 *
 * @param sketch by which an earlier version knew near-duplicates; nobody reads it, and it stays as it was written, since
 *     the bytes of a manifest never change
 * @param fingerprint by which near-duplicates are known; null for one that is kept whatever it is near to, for a text
 *     that says nothing, and in a round that an earlier version cut
 */
public record RoundRecord(
        String recordId,
        String fact,
        Instant revision,
        String contentHash,
        RawPosition position,
        String segment,
        @Nullable String sketch,
        @Nullable Fingerprint fingerprint) {
    /** A record that only its equals are duplicates of. */
    public RoundRecord(
            String recordId, String fact, Instant revision, String contentHash, RawPosition position, String segment) {
        this(recordId, fact, revision, contentHash, position, segment, null, null);
    }
}
