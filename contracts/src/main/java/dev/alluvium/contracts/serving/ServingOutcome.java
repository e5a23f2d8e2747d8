package dev.alluvium.contracts.serving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request: how serving answered it, or what its application reports of the answer. Both are about the same
 * {@code request}, and may come in either order.
 *
 * @param version that answered
 * @param served null in a report
 * @param report null in what serving says
 */
public record ServingOutcome(
        String request,
        String model,
        int version,
        @Nullable Served served,
        @Nullable Report report,
        Instant at) {
    /**
     * An answer within an experiment.
     *
     * @param unit who was assigned, as a digest: a user, else a session, else the request
     * @param failed whether there was no answer, through no fault of the request
     * @param refused whether the answer declines to answer
     * @param tokens of the answer
     * @param agreement in a shadow experiment 1 where the answer is the champion's, 0 where it is another; else null
     */
    public record Served(
            String experiment,
            String unit,
            boolean failed,
            boolean refused,
            double latencyMillis,
            int tokens,
            @Nullable Double agreement) {
        /** An answer that was given to its user. */
        public Served(
                String experiment, String unit, boolean failed, boolean refused, double latencyMillis, int tokens) {
            this(experiment, unit, failed, refused, latencyMillis, tokens, null);
        }
    }

    /**
     * What an application makes of an answer.
     *
     * @param score in [0, 1]
     * @param label in the application's words
     */
    public record Report(@Nullable Double score, @Nullable String label) {}
}
