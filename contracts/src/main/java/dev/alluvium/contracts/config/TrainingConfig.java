package dev.alluvium.contracts.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hyperparameters; each one left out comes from the base's profile. Shares are in [0, 1].
 *
 * @param rowTokens tokens of a packed row; a longer example is cut to it
 * @param wordingsPerFact templates complete a fact's wordings to so many
 * @param warmup share of all steps
 * @param maxSteps bounds a run: above it first the templates are given up, then epochs
 */
public record TrainingConfig(
        @Nullable Integer rank,
        @Nullable Double alpha,
        @Nullable List<String> targetModules,
        @Nullable Double learningRate,
        @Nullable Integer epochs,
        @Nullable Integer batchRows,
        @Nullable Integer rowTokens,
        @Nullable Integer wordingsPerFact,
        @Nullable Integer maxSteps,
        @Nullable Double weightDecay,
        @Nullable Double warmup,
        @Nullable Double clip,
        @Nullable Long seed) {
    static final TrainingConfig PROFILE =
            new TrainingConfig(null, null, null, null, null, null, null, null, null, null, null, null, null);

    public TrainingConfig {
        Checks.positive("rank", rank);
        Checks.positive("alpha", alpha);
        Checks.positive("learning-rate", learningRate);
        Checks.positive("epochs", epochs);
        Checks.positive("batch-rows", batchRows);
        Checks.positive("row-tokens", rowTokens);
        Checks.positive("wordings-per-fact", wordingsPerFact);
        Checks.positive("max-steps", maxSteps);
    }

    /** This configuration, completed from {@code profile}. */
    public TrainingConfig over(TrainingConfig profile) {
        return new TrainingConfig(
                rank != null ? rank : profile.rank,
                alpha != null ? alpha : profile.alpha,
                targetModules != null ? targetModules : profile.targetModules,
                learningRate != null ? learningRate : profile.learningRate,
                epochs != null ? epochs : profile.epochs,
                batchRows != null ? batchRows : profile.batchRows,
                rowTokens != null ? rowTokens : profile.rowTokens,
                wordingsPerFact != null ? wordingsPerFact : profile.wordingsPerFact,
                maxSteps != null ? maxSteps : profile.maxSteps,
                weightDecay != null ? weightDecay : profile.weightDecay,
                warmup != null ? warmup : profile.warmup,
                clip != null ? clip : profile.clip,
                seed != null ? seed : profile.seed);
    }
}
