package dev.alluvium.model.memory;

/**
 * Bytes by what they are for.
 *
 * @param weights of the base, shared by all who use it in this process
 * @param adapter trained values
 * @param optimizer their gradients and both moments
 * @param activations at the height of the backward pass: what is kept for it, the attention mask and what one layer works with
 * @param logits of the labelled places with their gradient, as far as they take more than the backward pass after them
 * @param fragments of the C allocator, which keeps part of what it gets back: RSS sees them
 * @param cache keys and values of answers being generated
 */
public record MemoryEstimate(
        long weights, long adapter, long optimizer, long activations, long logits, long fragments, long cache) {
    /** All of it, without the Java process itself. */
    public long total() {
        return weights + step() + cache;
    }

    /** What comes on top of a base that is loaded anyway. */
    public long step() {
        return adapter + optimizer + activations + logits + fragments;
    }
}
