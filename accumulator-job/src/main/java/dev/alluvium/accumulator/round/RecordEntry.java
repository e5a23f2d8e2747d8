package dev.alluvium.accumulator.round;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.alluvium.accumulator.near.RecordFingerprint;
import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RecordRef;
import dev.alluvium.contracts.record.RefersToRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The entry of a clean record in the state; the record's content is in its segment.
 *
 * @param segment id of the segment that holds the record
 * @param requeuedFrom the round out of which it was offered again, or null
 * @param arrivedAt when the accumulator saw it; counts for {@code max-wait} alone and decides nothing
 * @param fingerprint by which near-duplicates are known; null for one that is near to nothing
 * @param tokens of its content; 0 where they are not counted
 */
public record RecordEntry(
        @JsonUnwrapped RecordRef ref,
        String segment,
        @Nullable String requeuedFrom,
        Instant arrivedAt,
        @Nullable Fingerprint fingerprint,
        int tokens)
        implements RefersToRecord {

    /** The entry of {@code record} in {@code segment}. */
    public static RecordEntry of(CleanRecord record, String segment, Instant arrivedAt, int tokens) {
        return new RecordEntry(
                record.ref(),
                segment,
                record.requeuedFrom().orElse(null),
                arrivedAt,
                RecordFingerprint.of(record.record()).orElse(null),
                tokens);
    }

    /** The entry of a record that a manifest lists, when a cut that another one overtook is undone. */
    static RecordEntry of(RoundRecord record, Instant arrivedAt) {
        return new RecordEntry(record.ref(), record.segment(), null, arrivedAt, record.fingerprint(), 0);
    }

    /** Whether it may be the one that a round lists: what a round offered again, no earlier one had. */
    boolean offeredBefore(String round) {
        return requeuedFrom == null || requeuedFrom.compareTo(round) < 0;
    }

    RoundRecord toRoundRecord() {
        return new RoundRecord(ref, segment, null, fingerprint);
    }
}
