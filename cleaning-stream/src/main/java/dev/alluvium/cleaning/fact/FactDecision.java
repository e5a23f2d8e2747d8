package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verdict on a round means for one fact.
 *
 * @param generation the highest one of a round wins
 * @param accepted the round's records of this fact
 * @param dropped those of its records that the round's cut dropped
 */
public record FactDecision(
        String model,
        String fact,
        String round,
        long generation,
        Outcome outcome,
        List<Accepted> accepted,
        List<Dropped> dropped)
        implements FactEvent {
    public FactDecision {
        accepted = List.copyOf(accepted);
        dropped = List.copyOf(dropped);
    }

    /** A record in the round: enough to make it live even where nothing is known of it any more. */
    public record Accepted(String recordId, Instant revision, String contentHash, RawPosition position) {}

    /**
     * A record that the accumulator dropped.
     *
     * @param duplicateOf the live record of another fact that it repeats, or null if it was dropped for another reason
     * @param conditional whether the drop holds only if the round goes live
     */
    public record Dropped(
            String recordId,
            RawPosition position,
            String contentHash,
            @Nullable String duplicateOf,
            boolean conditional) {
        Receipt receipt() {
            return new Receipt(recordId, position);
        }

        public static Dropped of(DroppedRecord record) {
            boolean duplicate = record.cause() == DroppedRecord.Cause.DUPLICATE_ACROSS_FACTS;
            return new Dropped(
                    record.recordId(),
                    record.position(),
                    record.contentHash(),
                    duplicate ? record.because() : null,
                    record.conditional());
        }
    }

    boolean live() {
        return outcome == Outcome.LIVE;
    }
}
