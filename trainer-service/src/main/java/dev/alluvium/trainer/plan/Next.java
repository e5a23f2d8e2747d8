package dev.alluvium.trainer.plan;

/** What the trainer does next for a model. */
public sealed interface Next {
    /** Nothing; {@code why} says what it waits for and what ends that by itself. */
    record Idle(String why) implements Next {}

    /** Nothing until an operator does something; {@code why} says what. */
    record Held(String why) implements Next {}

    /** Train. */
    record Start(NextRun run) implements Next {}
}
