package dev.alluvium.contracts.dataset.facts;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.record.CleanRecord;
import java.util.List;

/**
 * What a round holds.
 *
 * @param erased what was erased when it was cut
 */
public record RoundContent(String round, List<CleanRecord> records, List<ErasedFact> erased) {
    public RoundContent {
        records = List.copyOf(records);
        erased = List.copyOf(erased);
    }
}
