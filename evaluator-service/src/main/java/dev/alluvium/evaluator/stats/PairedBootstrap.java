package dev.alluvium.evaluator.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One-sided bounds of a mean over facts, by the percentile bootstrap (Efron 1979): facts are drawn with replacement, so
 * a fact's wordings always stay together.
 *
 * <p>The draws depend on the seed and the number of facts alone. A sample that is nowhere lower than another one thus
 * never has a lower bound, and one evaluation repeated gives the same bounds.
 */
public final class PairedBootstrap {
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_261_121L;

    private PairedBootstrap() {}

    /** Lower bound of the mean of {@code differences}, one per fact. */
    public static double lower(double[] differences, double confidence) {
        double[] means = resampledMeans(differences);
        return means[(int) Math.floor((1 - confidence) * (means.length - 1))];
    }

    /** Upper bound of the mean of {@code differences}, one per fact. */
    public static double upper(double[] differences, double confidence) {
        double[] means = resampledMeans(differences);
        return means[(int) Math.ceil(confidence * (means.length - 1))];
    }

    private static double[] resampledMeans(double[] differences) {
        if (differences.length == 0) {
            throw new IllegalArgumentException("no fact to draw from");
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < differences.length; j++) {
                sum += differences[random.nextInt(differences.length)];
            }
            means[i] = sum / differences.length;
        }
        Arrays.sort(means);
        return means;
    }
}
