package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Baseline.Sample;
import java.util.Locale;

/**
 * One metric in both arms.
 *
 * @param champions units of the champion's arm that have it
 * @param difference the challenger's mean minus the champion's
 * @param standardError of the difference
 */
public record MetricComparison(
        ExperimentMetric metric,
        long champions,
        long challengers,
        double champion,
        double challenger,
        Interval difference,
        double standardError) {
    /** The quantile that a normal value stays below 8 times in 10. */
    private static final double EIGHT_IN_TEN = 0.8416;

    static MetricComparison of(
            ExperimentMetric metric, Sample champion, Sample challenger, ConfidenceSequence sequence) {
        double variance = champion.variance() + challenger.variance();
        return new MetricComparison(
                metric,
                champion.units(),
                challenger.units(),
                champion.mean(),
                challenger.mean(),
                sequence.around(challenger.mean() - champion.mean(), variance),
                Math.sqrt(variance));
    }

    long units() {
        return champions + challengers;
    }

    /** Whether the asymptotics of the interval can be trusted. */
    boolean enough() {
        return Math.min(champions, challengers) >= LiveExperiment.LEAST_UNITS;
    }

    /** The least true difference that such a look would tell from none 8 times in 10. */
    double detectable() {
        return difference.estimate() - difference.lower() + EIGHT_IN_TEN * standardError;
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%s differs by %+.3f (%+.3f to %+.3f) over %d units",
                metric.code(),
                difference.estimate(),
                difference.lower(),
                difference.upper(),
                units());
    }
}
