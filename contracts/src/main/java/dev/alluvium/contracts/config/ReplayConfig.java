package dev.alluvium.contracts.config;

import org.jspecify.annotations.Nullable;

/**
 * What is replayed of general text and of the champion's current facts, each as a share of what the round itself counts
 * in the loss: target tokens, not examples.
 */
public record ReplayConfig(
        @Nullable Double general, @Nullable Double history) {
    static final ReplayConfig PROFILE = new ReplayConfig(null, null);

    public ReplayConfig {
        Checks.nonNegative("general", general);
        Checks.nonNegative("history", history);
    }

    /** This configuration, completed from {@code profile}. */
    public ReplayConfig over(ReplayConfig profile) {
        return new ReplayConfig(
                general != null ? general : profile.general, history != null ? history : profile.history);
    }
}
