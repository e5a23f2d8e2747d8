package dev.alluvium.evaluator.live;

/** The two sides of an experiment. */
public enum Arm {
    CHAMPION,
    CHALLENGER
}
