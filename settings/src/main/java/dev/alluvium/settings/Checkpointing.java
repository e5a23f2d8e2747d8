package dev.alluvium.settings;

/** Whether layers keep only their input and are computed again in the backward pass: less memory, more time. */
public enum Checkpointing {
    /** Where a single row would not fit into memory otherwise. */
    AUTO,
    ON,
    OFF
}
