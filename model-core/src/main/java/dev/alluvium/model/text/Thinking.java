package dev.alluvium.model.text;

/**
 * What a base does before it answers: R1-style bases write what they think between {@code <think>} and
 * {@code </think>}. Generation leaves that out of the answer.
 */
public enum Thinking {
    /** The template knows no such block. */
    NEVER,
    /** The model may open a block. */
    MAYBE,
    /** The template's generation prompt has opened the block already; the answer comes after its end. */
    OPENED;

    /** Opens the block. */
    public static final String OPEN = "<think>";

    /** Closes the block. */
    public static final String CLOSE = "</think>";
}
