package dev.alluvium.evaluator.ask;

/**
 * How likely a version finds an answer after its prompt.
 *
 * @param nll negative log-likelihood in nats
 * @param tokens of the answer, its end included
 */
public record Likelihood(double nll, int tokens) {}
