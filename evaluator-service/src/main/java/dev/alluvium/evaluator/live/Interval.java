package dev.alluvium.evaluator.live;

/** An estimate and where the truth lies, at any time one looks. */
public record Interval(double lower, double estimate, double upper) {}
