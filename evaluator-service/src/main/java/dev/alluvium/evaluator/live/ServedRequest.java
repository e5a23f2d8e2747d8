package dev.alluvium.evaluator.live;

import org.jspecify.annotations.Nullable;

/**
 * A request that serving answered within an experiment.
 *
 * @param unit who was assigned: a user, else a session, else the request itself
 * @param agreement in a shadow experiment 1 where the answer is the champion's, else 0; null outside of one
 */
public record ServedRequest(
        String request,
        String unit,
        Arm arm,
        boolean failed,
        boolean refused,
        double latencyMillis,
        int tokens,
        @Nullable Double agreement) {
    /** Outside of a shadow experiment. */
    public ServedRequest(
            String request, String unit, Arm arm, boolean failed, boolean refused, double latencyMillis, int tokens) {
        this(request, unit, arm, failed, refused, latencyMillis, tokens, null);
    }
}
