package dev.alluvium.accumulator.store;

import dev.alluvium.accumulator.round.RecordEntry;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.record.Erasure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one model since the last barrier, which are in the store already.
 *
 * @param segment null if there were only erasures
 */
public record SegmentBatch(@Nullable SegmentRef segment, List<RecordEntry> entries, List<Erasure> erasures) {
    public SegmentBatch {
        entries = List.copyOf(entries);
        erasures = List.copyOf(erasures);
    }
}
