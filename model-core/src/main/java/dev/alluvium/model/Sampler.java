package dev.alluvium.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws tokens from logits by temperature and nucleus. The same seed draws the same tokens. */
final class Sampler {
    private final double temperature;
    private final double topP;
    private final SplittableRandom random;

    Sampler(double temperature, double topP, long seed) {
        this.temperature = temperature;
        this.topP = topP;
        this.random = new SplittableRandom(seed); // java.util.Random begins alike from neighbouring seeds
    }

    /** Draws from the {@code size} logits that begin at {@code from}. */
    int draw(float[] logits, int from, int size) {
        double top = max(logits, from, size);
        double[] weights = new double[size];
        double total = 0;
        for (int i = 0; i < size; i++) {
            weights[i] = Math.exp((logits[from + i] - top) / temperature);
            total += weights[i];
        }
        if (topP >= 1) {
            return pick(weights, IntStream.range(0, size).toArray(), random.nextDouble() * total);
        }
        int[] nucleus = nucleus(logits, from, weights, total);
        double mass = 0;
        for (int token : nucleus) {
            mass += weights[token];
        }
        return pick(weights, nucleus, random.nextDouble() * mass);
    }

    /** The natural logarithm of a token's probability, without temperature. */
    static double logprob(float[] logits, int from, int size, int token) {
        double top = max(logits, from, size);
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += Math.exp(logits[from + i] - top);
        }
        return logits[from + token] - top - Math.log(total);
    }

    /**
     * The likeliest tokens, the likeliest first, that together have {@code topP} of the weight. Only those are sorted that can be
     * among them: of the others, all together weigh less than what is left out.
     */
    private int[] nucleus(float[] logits, int from, double[] weights, double total) {
        double least = (1 - topP) * total / weights.length;
        long[] candidates = new long[weights.length];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= least) {
                candidates[count++] = (long) descending(logits[from + i]) << Integer.SIZE | i;
            }
        }
        Arrays.sort(candidates, 0, count);
        double sum = 0;
        int kept = 0;
        while (kept < count && sum < topP * total) {
            sum += weights[(int) candidates[kept++]];
        }
        return Arrays.stream(candidates, 0, Math.max(1, kept))
                .mapToInt(candidate -> (int) candidate)
                .toArray();
    }

    /** A number that is the smaller, the larger the logit. */
    private static int descending(float logit) {
        int bits = Float.floatToIntBits(logit + 0f); // -0 is 0
        return ~(bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE));
    }

    private static int pick(double[] weights, int[] tokens, double point) {
        double left = point;
        for (int token : tokens) {
            left -= weights[token];
            if (left < 0) {
                return token;
            }
        }
        return tokens[tokens.length - 1];
    }

    private static double max(float[] logits, int from, int size) {
        double top = logits[from];
        for (int i = 1; i < size; i++) {
            top = Math.max(top, logits[from + i]);
        }
        return top;
    }
}
