package dev.alluvium.evaluator.gate;

/**
 * Perplexity of the expected answers, {@code exp} of nats per token.
 *
 * @param answers how many; 0 if none could be scored
 */
public record Perplexity(double reference, double candidate, int answers) {
    /** Nothing was scored. */
    public static final Perplexity NONE = new Perplexity(0, 0, 0);
}
