package dev.alluvium.evaluator.suite;

/**
 * What a version replied to a probe.
 *
 * @param answer as it was generated; empty where likelihoods decide
 */
public record Prediction(String answer, boolean passed) {}
