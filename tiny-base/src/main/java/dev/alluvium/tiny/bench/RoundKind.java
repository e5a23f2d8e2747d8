package dev.alluvium.tiny.bench;

import java.util.Locale;

/** The rounds that each world goes through. */
public enum RoundKind {
    /** New facts, taught to the bare base. */
    CLEAN(true),
    /** False values of the same kind for the facts of the clean round, taught on top of it. */
    LIES(false),
    /** New values for part of the facts of the clean round, with new probes, taught on top of it. */
    UPDATE(true),
    /** Further new facts whose answers were mixed up, taught on top of the clean round. */
    SHUFFLED(false);

    private final boolean promotable;

    RoundKind(boolean promotable) {
        this.promotable = promotable;
    }

    /** Whether a good gate promotes it. */
    public boolean promotable() {
        return promotable;
    }

    /** The name in reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
