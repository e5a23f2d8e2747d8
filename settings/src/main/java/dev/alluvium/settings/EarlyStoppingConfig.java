package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;

/**
 * Ends a run once the loss on validation wordings no longer falls, and goes back to the weights that had the least.
 * Wordings are split, never facts: each fact is trained in other words.
 *
 * @param patience evaluations without a new least loss; 0 is off
 * @param share of the facts of which a wording is set aside
 * @param maxExamples the most wordings that are set aside
 */
public record EarlyStoppingConfig(
        @Default("3") int patience,
        @Default("10%") double share,
        @Default("200") int maxExamples) {
    public static final EarlyStoppingConfig DEFAULT = RecordBinder.defaults(EarlyStoppingConfig.class);

    /** {@code early-stopping: off}. */
    public static final EarlyStoppingConfig OFF = DEFAULT.withPatience(0);

    public EarlyStoppingConfig {
        ConfigChecks.nonNegative("patience", patience);
        ConfigChecks.share("share", share);
        ConfigChecks.positive("max-examples", maxExamples);
    }

    /** The same, with another number of evaluations to wait. */
    public EarlyStoppingConfig withPatience(int other) {
        return new EarlyStoppingConfig(other, share, maxExamples);
    }
}
