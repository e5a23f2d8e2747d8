package dev.alluvium.evaluator.gate;

/**
 * Perplexity of the expected answers, {@code exp} of nats per token.
 *
 * @param answers how many; 0 if none could be scored
 * @param referenceBits bits per byte, comparable over tokenizers
 */
public record Perplexity(double reference, double candidate, int answers, double referenceBits, double candidateBits) {
    /** Nothing was scored. */
    public static final Perplexity NONE = new Perplexity(0, 0, 0);

    /** Without bits per byte. */
    public Perplexity(double reference, double candidate, int answers) {
        this(reference, candidate, answers, 0, 0);
    }
}
