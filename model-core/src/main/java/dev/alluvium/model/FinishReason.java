package dev.alluvium.model;

/** The reason why an answer ended. */
public enum FinishReason {
    /** The model ended it, or a stop text came. */
    STOP,
    /** The most tokens were reached. */
    LENGTH,
    /** The listener ended it. */
    CANCELLED
}
