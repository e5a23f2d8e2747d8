package dev.alluvium.evaluator.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down adjustment (1979): of several tests, which may be believed at a common error. */
public final class Holm {
    private Holm() {}

    /** Adjusted chances in the order of {@code chances}; one at most as high as the error is believed. */
    public static double[] adjusted(double... chances) {
        List<Integer> order = IntStream.range(0, chances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> chances[i]))
                .toList();
        double[] adjusted = new double[chances.length];
        double highest = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            int i = order.get(rank);
            highest = Math.max(highest, Math.min(1, (chances.length - rank) * chances[i]));
            adjusted[i] = highest;
        }
        return adjusted;
    }
}
