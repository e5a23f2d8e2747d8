package dev.alluvium.model;

import java.util.List;

/**
 * How well a model predicts the target tokens of one example.
 *
 * @param nll their summed negative log-likelihood, in nats
 * @param exact whether each is the most likely token, given the ones before: greedy decoding would write them all
 * @param logprobs of each target token in order
 */
public record Score(double nll, boolean exact, List<Double> logprobs) {
    /** The number of target tokens. */
    public int tokens() {
        return logprobs.size();
    }
}
