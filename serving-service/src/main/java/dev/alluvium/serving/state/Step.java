package dev.alluvium.serving.state;

import java.util.List;

/** The state after an input, and what it asks for. */
public record Step(Replica next, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }
}
