package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Conclusion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment says at one look.
 *
 * @param conclusion null while it goes on
 * @param reason in a sentence, with the figures it rests on
 * @param next what happens now, or what is waited for
 * @param metrics every metric that both arms have
 */
public record Assessment(
        @Nullable Conclusion conclusion, String reason, String next, List<MetricComparison> metrics, Counts counts) {
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
