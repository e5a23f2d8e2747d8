package dev.alluvium.serving.state;

import java.util.List;

/** The state after an input, and what it asks for. */
public record Transition(Replica next, List<Effect> effects) {
    public Transition {
        effects = List.copyOf(effects);
    }
}
