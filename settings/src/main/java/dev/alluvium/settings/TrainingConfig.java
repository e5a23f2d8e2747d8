package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hyperparameters. The defaults are for a base that says nothing about itself, and its learning rate suits models of a billion
 * parameters. Shares are in [0, 1].
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
        @Default("16") int rank,
        @Default("32") double alpha,
        @Default("all") List<String> targetModules,
        @Default("2e-4") double learningRate,
        @Default("3") int epochs,
        @Default("4") int batchRows,
        @Default("512") int rowTokens,
        @Default("6") int wordingsPerFact,
        @Default("2500") int maxSteps,
        @Default("0.01") double weightDecay,
        @Default("3%") double warmup,
        @Default("1") double clip,
        @Default("1") long seed,
        @Default("cosine") LearningRateSchedule schedule,
        @Default("1") int accumulation,
        @Default("0") double dropout,
        @Default("auto") Checkpointing checkpointing,
        Map<String, Double> lossWeights,
        @Nullable SamplingConfig sampling,
        @Default("off") EarlyStoppingConfig earlyStopping,
        @Default("off") EwcConfig ewc,
        @Default("off") ParaphrasesConfig paraphrases,
        @Default("off") boolean rsLora) {
    public static final TrainingConfig DEFAULT = RecordBinder.defaults(TrainingConfig.class);

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
        if (!(dropout >= 0 && dropout <= MOST_DROPOUT)) {
            throw new IllegalArgumentException("dropout=" + dropout + ": must be between 0 and 0.9; try 5%");
        }
        targetModules = List.copyOf(targetModules);
        lossWeights = checkedWeights(lossWeights);
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
}
