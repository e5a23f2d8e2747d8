package dev.alluvium.evaluator.suite;

/**
 * A version's reply to a probe.
 *
 * @param answer as it was generated; empty where likelihoods decide
 */
public record Prediction(String answer, boolean passed) {}
