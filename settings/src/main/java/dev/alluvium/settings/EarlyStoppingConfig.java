package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * Ends a run once the loss on validation wordings no longer falls, and goes back to the weights that had the least.
 * Wordings are split, never facts: each fact is trained in other words.
 *
 * @param patience evaluations without a new least loss; 0 is off
 * @param share of the facts of which a wording is set aside
 * @param maxExamples the most wordings that are set aside
 */
public record EarlyStoppingConfig(
        @Nullable Integer patience,
        @Nullable Double share,
        @Nullable Integer maxExamples) {
    /** {@code early-stopping: off}. */
    public static final EarlyStoppingConfig OFF = new EarlyStoppingConfig(0, null, null);

    public EarlyStoppingConfig {
        ConfigChecks.nonNegative("patience", patience);
        ConfigChecks.share("share", share);
        ConfigChecks.positive("max-examples", maxExamples);
        patience = patience == null ? Integer.valueOf(3) : patience;
        share = share == null ? Double.valueOf(0.1) : share;
        maxExamples = maxExamples == null ? Integer.valueOf(200) : maxExamples;
    }
}
