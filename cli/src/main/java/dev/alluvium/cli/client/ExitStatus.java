package dev.alluvium.cli.client;

import dev.alluvium.knowledge.registry.VersionState;
import java.util.Collection;

/** The exit status of commands that follow a version to its verdict, so that scripts tell a refusal from a wait. */
public final class ExitStatus {
    /** Promoted, or there was nothing to do. */
    public static final int DONE = 0;

    /** Refused, given up or failed. */
    public static final int REFUSED = 1;

    /** Undecided: {@code status} says what it waits for, and an operator ends that. */
    public static final int WAITS = 3;

    private ExitStatus() {}

    /** Of a version that is decided or waits for an operator. */
    public static int of(VersionState.Stage stage) {
        return switch (stage) {
            case LIVE -> DONE;
            case TRAINED, EVALUATED, REVIEW, CANARY -> WAITS;
            case REJECTED, STALE, ROLLED_BACK -> REFUSED;
        };
    }

    /** Of several: a refusal tells more than a wait, and that more than success. */
    public static int worst(Collection<Integer> statuses) {
        if (statuses.contains(REFUSED)) {
            return REFUSED;
        }
        return statuses.contains(WAITS) ? WAITS : DONE;
    }
}
