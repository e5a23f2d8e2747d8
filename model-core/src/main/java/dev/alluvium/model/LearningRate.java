package dev.alluvium.model;

/**
 * Linear warm-up, then a cosine down to a share of the peak (Loshchilov and Hutter 2017).
 *
 * @param peak the highest rate
 * @param warmup steps of warm-up
 * @param total steps in all; beyond it the rate stays at its floor
 * @param floor the last rate as a share of the peak
 */
public record LearningRate(double peak, int warmup, int total, double floor) {
    /** The rate of a step, counted from 1. */
    public double at(long step) {
        double done = Math.min(1.0, (double) step / Math.max(1, total));
        double cosine = floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done));
        return peak * Math.min(1.0, (double) step / Math.max(1, warmup)) * cosine;
    }
}
