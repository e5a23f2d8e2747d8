package dev.alluvium.serving.state;

import java.util.List;

/** The next state after an input, and the effects to carry out. */
public record Transition(Replica next, List<Effect> effects) {
    public Transition {
        effects = List.copyOf(effects);
    }
}
