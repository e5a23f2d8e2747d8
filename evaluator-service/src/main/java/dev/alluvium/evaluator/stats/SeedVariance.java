package dev.alluvium.evaluator.stats;

import java.util.Arrays;
import java.util.List;

/**
 * How far a suite's mean moves with the training seed, beyond what asking other facts would move it: the component of the seed
 * in the two-way random model of seeds and facts without replication, by its expected mean squares (Searle, Casella and
 * McCulloch 1992). What a seed does to single facts averages out over many of them, and the bounds over facts cover it.
 *
 * @param deviation of a suite's mean between seeds; 0 where seeds differ by no more than their facts do
 * @param ofMeans plain standard deviation of the suite's means, which holds both parts
 * @param freedom degrees of freedom: seeds but one, over all rounds
 */
public record SeedVariance(double deviation, double ofMeans, int freedom) {

    /**
     * Over several rounds, each trained with several seeds.
     *
     * @param rounds scores of each, [seeds, facts]; two seeds and two facts at least
     */
    public static SeedVariance of(List<double[][]> rounds) {
        int freedom = 0;
        double component = 0;
        double means = 0;
        for (double[][] scores : rounds) {
            int free = scores.length - 1;
            double between = variance(
                    Arrays.stream(scores).mapToDouble(SeedVariance::mean).toArray());
            component += free * (between - residual(scores) / scores[0].length);
            means += free * between;
            freedom += free;
        }
        if (freedom == 0) {
            throw new IllegalArgumentException("no round was trained with two seeds");
        }
        return new SeedVariance(Math.sqrt(Math.max(0, component / freedom)), Math.sqrt(means / freedom), freedom);
    }

    /** Mean square of what neither the seed nor the fact explains. */
    private static double residual(double[][] scores) {
        int facts = scores[0].length;
        if (scores.length < 2 || facts < 2) {
            throw new IllegalArgumentException(
                    scores.length + " seeds and " + facts + " facts: two of each are needed");
        }
        double all =
                Arrays.stream(scores).mapToDouble(SeedVariance::mean).average().orElse(0);
        double squares = 0;
        for (int fact = 0; fact < facts; fact++) {
            int at = fact;
            double ofFact = Arrays.stream(scores)
                    .mapToDouble(seed -> seed[at])
                    .average()
                    .orElse(0);
            for (double[] seed : scores) {
                double rest = seed[fact] - ofFact - mean(seed) + all;
                squares += rest * rest;
            }
        }
        return squares / ((scores.length - 1.0) * (facts - 1.0));
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
