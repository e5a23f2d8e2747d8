package dev.alluvium.cleaning.fact;

import java.util.List;

/** Records of a fact that the accumulator dropped for good, with no round to decide on them. */
public record Departure(String model, String fact, List<Decision.Dropped> dropped) implements FactEvent {
    public Departure {
        dropped = List.copyOf(dropped);
    }
}
