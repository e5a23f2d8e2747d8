package dev.alluvium.evaluator.ask;

/**
 * How likely a version finds an answer after its prompt.
 *
 * @param nll negative log-likelihood in nats
 * @param tokens of the answer, its end included
 * @param end the part of {@code nll} that the answer's last two tokens have, with which a template ends it
 */
public record Likelihood(double nll, int tokens, double end) {
    /** One of whose end nothing is known. */
    public Likelihood(double nll, int tokens) {
        this(nll, tokens, 0);
    }
}
