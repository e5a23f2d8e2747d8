package dev.alluvium.settings;

/** The course of the learning rate after its warm-up. */
public enum LearningRateSchedule {
    /** Half a cosine down to a twentieth of the peak. */
    COSINE,
    /** A straight line down to a twentieth of the peak. */
    LINEAR,
    CONSTANT
}
