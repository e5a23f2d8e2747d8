package dev.alluvium.trainer.plan;

/** What the trainer does next for a model. */
public sealed interface NextAction {
    /** Nothing; {@code why} says what it waits for and what ends that by itself. */
    record Idle(String why) implements NextAction {}

    /** Nothing until an operator does something; {@code why} says what. */
    record Held(String why) implements NextAction {}

    /** Train. */
    record Start(NextRun run) implements NextAction {}
}
