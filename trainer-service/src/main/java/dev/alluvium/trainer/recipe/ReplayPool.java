package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The texts that are replayed so that they stay known.
 *
 * @param general records of general knowledge, the part that is for replay
 * @param history the champion's current facts that the round does not state anew: never superseded, erased or
 *     quarantined ones
 */
public record ReplayPool(List<KnowledgeRecord> general, SortedMap<String, List<CleanRecord>> history) {
    public ReplayPool {
        general = List.copyOf(general);
        history = Collections.unmodifiableSortedMap(new TreeMap<>(history));
    }

    /** Nothing to repeat. */
    public static ReplayPool none() {
        return new ReplayPool(List.of(), new TreeMap<>());
    }
}
