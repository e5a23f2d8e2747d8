package dev.alluvium.model;

/** Why an answer ended. */
public enum FinishReason {
    /** The model ended it, or a stop text came. */
    STOP,
    /** The most tokens were reached. */
    LENGTH,
    /** The listener ended it. */
    CANCELLED
}
