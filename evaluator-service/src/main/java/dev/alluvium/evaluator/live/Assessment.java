package dev.alluvium.evaluator.live;

import java.util.List;

/**
 * What an experiment says at one look.
 *
 * @param reason in a sentence, with the figures it rests on
 * @param next what happens now, or what is waited for
 * @param metrics every metric that both arms have
 */
public record Assessment(State state, String reason, String next, List<Comparison> metrics, Counts counts) {
    /** How it stands. */
    public enum State {
        RUNNING,
        /** The challenger's score is higher. */
        BETTER,
        /** The challenger's score is lower. */
        WORSE,
        /** The challenger breaks a guard. */
        GUARD,
        /** The arms are not comparable: units did not arrive as the split says. */
        BROKEN_SPLIT,
        /** Time is over and nothing is shown. */
        INCONCLUSIVE;

        public boolean concluded() {
            return this != RUNNING;
        }
    }

    /**
     * What came in.
     *
     * @param units seen in one arm alone
     * @param crossed units seen in both arms; they are left out
     * @param requests that serving answered
     * @param reports scores that found their request
     * @param repeated reports of a request that had one
     * @param unknown reports whose request serving did not name, or not lately
     * @param unscored reports whose label has no score
     */
    public record Counts(
            long units, long crossed, long requests, long reports, long repeated, long unknown, long unscored) {}

    public Assessment {
        metrics = List.copyOf(metrics);
    }
}
