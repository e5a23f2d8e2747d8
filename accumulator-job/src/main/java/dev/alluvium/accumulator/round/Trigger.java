package dev.alluvium.accumulator.round;

import java.util.Locale;

/** The reason why a round is cut. */
public enum Trigger {
    /** So many records are pending. */
    RECORDS,
    /** So many tokens of the model's own are pending. */
    TOKENS,
    /** Nothing came for so long. */
    IDLE,
    /** The oldest record has waited so long. */
    MAX_WAIT,
    /** A command, whatever the others say. */
    CUT;

    /** The word that manifests and meters use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
