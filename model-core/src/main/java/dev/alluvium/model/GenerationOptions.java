package dev.alluvium.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How to decode.
 *
 * @param maxTokens the most tokens of an answer; 0 only where the prompt is told
 * @param temperature 0 takes the most likely token, above it tokens are drawn
 * @param topP draws from the smallest set of tokens with this share of the probability (Holtzman et al. 2020)
 * @param seed of the draws; row i of a batch draws with seed + i
 * @param stop texts that end the answer and are not part of it
 * @param likeliest how many of the likeliest tokens are told beside each one, up to 20
 * @param prompt whether the prompt's own tokens are told too, with their log-probabilities
 */
public record GenerationOptions(
        int maxTokens, double temperature, double topP, long seed, List<String> stop, int likeliest, boolean prompt) {
    private static final int MOST_LIKELIEST = 20;

    public GenerationOptions {
        stop = List.copyOf(stop);
        if (maxTokens < (prompt ? 0 : 1)) {
            throw new ModelException("max_tokens", maxTokens, "must be at least 1", "try 128");
        }
        if (!(temperature >= 0 && temperature <= 10)) {
            throw new ModelException("temperature", temperature, "must be between 0 and 10", "try 0.7");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new ModelException("top_p", topP, "must be above 0 and at most 1", "try 1");
        }
        if (stop.contains("")) {
            throw new ModelException("stop", stop, "must not hold an empty text", "leave it out");
        }
        if (likeliest < 0 || likeliest > MOST_LIKELIEST) {
            throw new ModelException("likeliest", likeliest, "must be 0 to " + MOST_LIKELIEST, "leave it out");
        }
    }

    /** With nothing told of the prompt. */
    public GenerationOptions(
            int maxTokens, double temperature, double topP, long seed, List<String> stop, int likeliest) {
        this(maxTokens, temperature, topP, seed, stop, likeliest, false);
    }

    /** With nothing told beside the tokens. */
    public GenerationOptions(int maxTokens, double temperature, double topP, long seed, List<String> stop) {
        this(maxTokens, temperature, topP, seed, stop, 0);
    }

    /** The most likely token each time. */
    public static GenerationOptions greedy(int maxTokens) {
        return new GenerationOptions(maxTokens, 0, 1, 0, List.of());
    }

    /** The same with further texts that end the answer. */
    GenerationOptions stoppingAt(List<String> further) {
        List<String> all = new ArrayList<>(stop);
        all.addAll(further);
        return new GenerationOptions(maxTokens, temperature, topP, seed, all, likeliest, prompt);
    }

    /** The same with an answer of {@code most} tokens at most. */
    GenerationOptions atMost(int most) {
        return most < maxTokens ? new GenerationOptions(most, temperature, topP, seed, stop, likeliest, prompt) : this;
    }
}
