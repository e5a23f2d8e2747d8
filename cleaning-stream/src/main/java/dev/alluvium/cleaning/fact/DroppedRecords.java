package dev.alluvium.cleaning.fact;

import java.util.List;

/** Records of a fact that the accumulator dropped for good, without a round that decides on them. */
public record DroppedRecords(String model, String fact, List<FactDecision.Dropped> dropped) implements FactEvent {
    public DroppedRecords {
        dropped = List.copyOf(dropped);
    }
}
