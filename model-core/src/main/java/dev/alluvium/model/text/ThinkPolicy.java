package dev.alluvium.model.text;

/** What training makes of the {@code <think>} blocks of R1-style bases; {@code template.think} in a base's profile. */
public enum ThinkPolicy {
    /** Answers are trained with an empty block, also those of records that bring a block: the model answers at once. */
    EMPTY,
    /** What a record thinks is trained; a record that thinks nothing gets an empty block. */
    KEEP
}
