package dev.alluvium.accumulator.round;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Cut command and what came of it.
 *
 * @param before number of the next round when the command arrived
 * @param answer null while it waits; a round's name, or {@link #NOTHING_NEW}
 */
public record CutRequest(
        String id, Instant at, long before, @Nullable String answer) {
    /** The answer when no record could be cut. */
    public static final String NOTHING_NEW = "nothing new";

    boolean waiting() {
        return answer == null;
    }

    CutRequest answered(String with) {
        return new CutRequest(id, at, before, with);
    }
}
