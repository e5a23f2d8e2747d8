package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;

/**
 * What is replayed of general text and of the champion's current facts, each as a share of what the round itself counts
 * in the loss: target tokens, not examples.
 *
 * @param general general text, as a share of what the round counts in the loss
 * @param history the champion's current facts, as such a share
 * @param leastFacts a round of fewer facts replays as much as if it had so many of its kind; 0 for no such floor
 * @param distillation how much of each target of general text is what the base holds likely there, in place of the one
 *     token that the text has (Hinton et al. 2015, Li and Hoiem 2017): from 0 to 1
 * @param weight what a target token of general text counts in the loss, where one of the round counts 1; how much is
 *     drawn does not depend on it
 */
public record ReplayConfig(
        @Default("25%") double general,
        @Default("25%") double history,
        @Default(GateConfig.MIN_FACTS) int leastFacts,
        @Default("0") double distillation,
        @Default("1") double weight) {
    public static final ReplayConfig DEFAULT = RecordBinder.defaults(ReplayConfig.class);

    /** {@code replay: off}: the round is trained alone. */
    public static final ReplayConfig OFF = new ReplayConfig(0.0, 0.0, 0, 0.0, 1.0);

    public ReplayConfig {
        ConfigChecks.nonNegative("general", general);
        ConfigChecks.nonNegative("history", history);
        ConfigChecks.nonNegative("least-facts", leastFacts);
        ConfigChecks.share("distillation", distillation);
        ConfigChecks.positive("weight", weight);
    }
}
