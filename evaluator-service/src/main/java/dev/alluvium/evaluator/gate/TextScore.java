package dev.alluvium.evaluator.gate;

/**
 * How likely one text is in its place.
 *
 * @param bytes of the text in UTF-8
 * @param reference negative log-likelihood in nats by the champion
 * @param candidate the same by the candidate
 */
public record TextScore(String fact, int bytes, double reference, double candidate) {
    private static final double BIT = Math.log(2);

    /** Whether both versions gave it a likelihood at all: weights that are no numbers give none. */
    boolean scored() {
        return Double.isFinite(reference) && Double.isFinite(candidate);
    }

    /** Bits per byte by the champion: comparable over tokenizers. */
    double referenceBits() {
        return reference / BIT / bytes;
    }

    double candidateBits() {
        return candidate / BIT / bytes;
    }
}
