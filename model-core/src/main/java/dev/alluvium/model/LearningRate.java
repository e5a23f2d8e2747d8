package dev.alluvium.model;

/**
 * Linear warm-up, then down to a share of the peak: by half a cosine (Loshchilov and Hutter 2017), in a straight line, or
 * not at all.
 *
 * @param peak the highest rate
 * @param warmup steps of warm-up
 * @param total steps in all; beyond it the rate stays where it ended
 * @param floor the last rate as a share of the peak; without meaning where the rate is constant
 */
public record LearningRate(double peak, int warmup, int total, double floor, Decay decay) {
    /** What follows the warm-up. */
    public enum Decay {
        COSINE,
        LINEAR,
        CONSTANT
    }

    /** With a cosine. */
    public LearningRate(double peak, int warmup, int total, double floor) {
        this(peak, warmup, total, floor, Decay.COSINE);
    }

    /** The rate of a step, counted from 1. */
    public double at(long step) {
        double done = Math.min(1.0, (double) step / Math.max(1, total));
        double left = switch (decay) {
            case COSINE -> 0.5 * (1 + Math.cos(Math.PI * done));
            case LINEAR -> 1 - done;
            case CONSTANT -> 1;
        };
        return peak * Math.min(1.0, (double) step / Math.max(1, warmup)) * (floor + (1 - floor) * left);
    }
}
