package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.DroppedRecord.Cause;
import dev.alluvium.contracts.record.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry that a cut leaves out.
 *
 * @param because recordId that it lost against, or the position of the erasure
 * @param conditional true if that record is in the very round, so that the drop is decided with it
 */
public record DroppedEntry(RecordEntry entry, Cause cause, String because, boolean conditional) {
    static DroppedEntry of(RecordEntry entry, DroppedRecord listed) {
        return new DroppedEntry(entry, listed.cause(), listed.because(), listed.conditional());
    }

    DroppedRecord toDroppedRecord() {
        return new DroppedRecord(entry.ref(), cause, because, conditional);
    }

    /** The rejection that this drop becomes once it is final; a superseded or erased record stays clean. */
    Optional<Rejection> rejection(Instant at) {
        return switch (cause) {
            case DUPLICATE_ACROSS_FACTS ->
                Optional.of(new Rejection(entry, ReasonCode.DUPLICATE_ACROSS_FACTS, because, at));
            case NEAR_DUPLICATE -> Optional.of(new Rejection(entry, ReasonCode.NEAR_DUPLICATE, because, at));
            case ALREADY_LIVE -> Optional.of(new Rejection(entry, ReasonCode.ALREADY_LIVE, because, at));
            case SUPERSEDED, ERASED -> Optional.empty();
        };
    }
}
