package dev.alluvium.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.alluvium.contracts.record.RecordRef;
import dev.alluvium.contracts.record.RefersToRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of a round, as its index lists it.
 *
 * @param segment id of the segment that holds it
 * @param sketch by which an earlier version knew near-duplicates; nobody reads it, and it stays as it was written, since
 *     the bytes of a manifest never change
 * @param fingerprint by which near-duplicates are known; null for one that is kept whatever it is near to, for a text
 *     that says nothing, and in a round that an earlier version cut
 */
public record RoundRecord(
        @JsonUnwrapped RecordRef ref,
        String segment,
        @Nullable String sketch,
        @Nullable Fingerprint fingerprint) implements RefersToRecord {
    /** A record that only its equals are duplicates of. */
    public RoundRecord(RecordRef ref, String segment) {
        this(ref, segment, null, null);
    }
}
