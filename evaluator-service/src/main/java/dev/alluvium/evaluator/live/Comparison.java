package dev.alluvium.evaluator.live;

/**
 * One metric in both arms.
 *
 * @param champions units of the champion's arm that have it
 * @param difference the challenger's mean minus the champion's
 */
public record Comparison(
        Metric metric, long champions, long challengers, double champion, double challenger, Interval difference) {
    static Comparison of(Metric metric, Moments champion, Moments challenger, ConfidenceSequence sequence) {
        return new Comparison(
                metric,
                champion.units(),
                challenger.units(),
                champion.mean(),
                challenger.mean(),
                sequence.around(
                        challenger.mean() - champion.mean(), champion.varianceOfMean() + challenger.varianceOfMean()));
    }

    long units() {
        return champions + challengers;
    }
}
