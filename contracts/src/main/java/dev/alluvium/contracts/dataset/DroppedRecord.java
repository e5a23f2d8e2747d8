package dev.alluvium.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.alluvium.contracts.record.RecordRef;
import dev.alluvium.contracts.record.RefersToRecord;

/**
 * A record that was dropped when the round was cut.
 *
 * @param cause why
 * @param because the recordId that it lost against
 * @param conditional true if that record is only undecided: the drop is then decided with the round, and undone if the
 *     round is refused
 */
public record DroppedRecord(@JsonUnwrapped RecordRef ref, Cause cause, String because, boolean conditional)
        implements RefersToRecord {
    /** Why a clean record is not in the round. */
    public enum Cause {
        DUPLICATE_ACROSS_FACTS,
        NEAR_DUPLICATE,
        SUPERSEDED,
        ALREADY_LIVE,
        ERASED
    }
}
