package dev.alluvium.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hyperparameters; each one left out comes from the base's profile. Shares are in [0, 1].
 *
 * @param rank of the adapter
 * @param alpha of the adapter: its scale is alpha / rank
 * @param targetModules layers that are adapted, such as {@code q_proj}, or {@code all}
 * @param learningRate the highest, after the warm-up
 * @param epochs how often a fact is trained
 * @param batchRows packed rows of a batch
 * @param rowTokens tokens of a packed row; a longer example is cut to it
 * @param wordingsPerFact templates complete a fact's wordings to so many
 * @param maxSteps bounds a run: above it first the templates are given up, then epochs
 * @param weightDecay of AdamW
 * @param warmup share of all steps
 * @param clip the largest norm of a step's gradient
 * @param seed of everything that is drawn in a run
 * @param schedule the course of the learning rate after its warm-up
 * @param accumulation batches of {@code batchRows} rows behind each optimizer step
 * @param dropout on the input of the LoRA path
 * @param checkpointing whether layers compute again in the backward pass: less memory, more time
 * @param lossWeights by kind of record: qa, document, conversation
 * @param sampling how often facts are trained, by an attribute of their records
 * @param earlyStopping ends a run once wordings that were set aside are no longer learnt better
 * @param ewc elastic weight consolidation: holds what earlier rounds depend on
 * @param paraphrases further wordings of the round's records, by an endpoint
 * @param rsLora whether the adapter's scale is alpha / sqrt(rank) in place of alpha / rank (Kalajdzievski 2023)
 */
@WhenOff(remedy = "leave it out for the base's profile; training by hand alone is trigger: off")
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
        @Nullable Long seed,
        @Nullable LearningRateSchedule schedule,
        @Nullable Integer accumulation,
        @Nullable Double dropout,
        @Nullable Checkpointing checkpointing,
        @Nullable Map<String, Double> lossWeights,
        @Nullable SamplingConfig sampling,
        @Nullable EarlyStoppingConfig earlyStopping,
        @Nullable EwcConfig ewc,
        @Nullable ParaphrasesConfig paraphrases,
        @Nullable Boolean rsLora) {
    static final TrainingConfig PROFILE =
            new TrainingConfig(null, null, null, null, null, null, null, null, null, null, null, null, null);
    private static final double MOST_DROPOUT = 0.9;
    private static final Set<String> KINDS = new TreeSet<>(Set.of("qa", "document", "conversation"));

    public TrainingConfig {
        ConfigChecks.positive("rank", rank);
        ConfigChecks.positive("alpha", alpha);
        ConfigChecks.positive("learning-rate", learningRate);
        ConfigChecks.positive("epochs", epochs);
        ConfigChecks.positive("batch-rows", batchRows);
        ConfigChecks.positive("row-tokens", rowTokens);
        ConfigChecks.positive("wordings-per-fact", wordingsPerFact);
        ConfigChecks.positive("max-steps", maxSteps);
        ConfigChecks.nonNegative("weight-decay", weightDecay);
        ConfigChecks.share("warmup", warmup);
        ConfigChecks.positive("clip", clip);
        ConfigChecks.positive("accumulation", accumulation);
        if (dropout != null && !(dropout >= 0 && dropout <= MOST_DROPOUT)) {
            throw new IllegalArgumentException("dropout=" + dropout + ": must be between 0 and 0.9; try 5%");
        }
        lossWeights = lossWeights == null ? null : checkedWeights(lossWeights);
    }

    /** Numbers alone; the rest is the profile's. */
    public TrainingConfig(
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
        this(
                rank,
                alpha,
                targetModules,
                learningRate,
                epochs,
                batchRows,
                rowTokens,
                wordingsPerFact,
                maxSteps,
                weightDecay,
                warmup,
                clip,
                seed,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Map<String, Double> checkedWeights(Map<String, Double> weights) {
        weights.forEach((kind, weight) -> {
            if (!KINDS.contains(kind)) {
                throw new IllegalArgumentException(
                        "loss-weights." + kind + ": unknown kind; known here: " + String.join(", ", KINDS));
            }
            ConfigChecks.positive("loss-weights." + kind, weight);
        });
        return Map.copyOf(weights);
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
                seed != null ? seed : profile.seed,
                schedule != null ? schedule : profile.schedule,
                accumulation != null ? accumulation : profile.accumulation,
                dropout != null ? dropout : profile.dropout,
                checkpointing != null ? checkpointing : profile.checkpointing,
                lossWeights != null ? lossWeights : profile.lossWeights,
                sampling != null ? sampling : profile.sampling,
                earlyStopping != null ? earlyStopping : profile.earlyStopping,
                ewc != null ? ewc : profile.ewc,
                paraphrases != null ? paraphrases : profile.paraphrases,
                rsLora != null ? rsLora : profile.rsLora);
    }
}
