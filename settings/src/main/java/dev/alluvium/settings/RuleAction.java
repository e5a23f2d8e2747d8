package dev.alluvium.settings;

/** What a rule does with a record that it is about. */
public enum RuleAction {
    /** The record is not used. */
    REJECT,
    /** The record goes on, and says so in its steps. */
    FLAG
}
