package dev.alluvium.model;

/**
 * Attention cut to the last tokens: token i sees j where {@code i - tokens < j <= i}.
 *
 * @param tokens how many tokens are seen, the token itself included
 * @param fromLayer the first layer cut so; those before it see everything
 */
public record SlidingWindow(int tokens, int fromLayer) {
    public SlidingWindow {
        if (tokens < 1) {
            throw new ModelException("sliding_window", tokens, "must be at least 1", "correct config.json");
        }
        if (fromLayer < 0) {
            throw new ModelException("max_window_layers", fromLayer, "must not be negative", "correct config.json");
        }
    }
}
