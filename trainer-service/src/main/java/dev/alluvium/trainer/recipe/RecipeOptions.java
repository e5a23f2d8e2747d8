package dev.alluvium.trainer.recipe;

import dev.alluvium.settings.Checkpointing;
import dev.alluvium.settings.EarlyStoppingConfig;
import dev.alluvium.settings.EwcConfig;
import dev.alluvium.settings.LearningRateSchedule;
import dev.alluvium.settings.SamplingConfig;
import dev.alluvium.settings.TrainingConfig;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run may do beyond the plain recipe, each with a value.
 *
 * @param accumulation batches behind each optimizer step
 * @param lossWeights by kind of record; a kind that is not named has weight 1
 * @param rsLora whether the adapter's scale is alpha / sqrt(rank) in place of alpha / rank
 * @param sampling null to train every fact once in an epoch
 * @param distillation how much of general text's targets is the base's own distribution; 0 in plans of earlier versions, which
 *     do not say it
 * @param generalWeight what a target token of general text counts in the loss; 1 in plans of earlier versions
 */
public record RecipeOptions(
        LearningRateSchedule schedule,
        int accumulation,
        double dropout,
        Checkpointing checkpointing,
        SortedMap<String, Double> lossWeights,
        @Nullable SamplingConfig sampling,
        EarlyStoppingConfig earlyStopping,
        EwcConfig ewc,
        boolean rsLora,
        double distillation,
        double generalWeight) {
    /** A cosine and nothing else. */
    public static final RecipeOptions PLAIN = new RecipeOptions(
            LearningRateSchedule.COSINE,
            1,
            0,
            Checkpointing.AUTO,
            new TreeMap<>(),
            null,
            EarlyStoppingConfig.OFF,
            EwcConfig.OFF,
            false,
            0,
            1);

    public RecipeOptions {
        lossWeights = Collections.unmodifiableSortedMap(new TreeMap<>(lossWeights));
        generalWeight = generalWeight == 0 ? 1 : generalWeight;
    }

    /** What is configured; nothing is distilled. */
    static RecipeOptions of(TrainingConfig training) {
        return new RecipeOptions(
                training.schedule(),
                training.accumulation(),
                training.dropout(),
                training.checkpointing(),
                new TreeMap<>(training.lossWeights()),
                training.sampling(),
                training.earlyStopping(),
                training.ewc(),
                training.rsLora(),
                PLAIN.distillation,
                PLAIN.generalWeight);
    }

    /** With other wordings set aside, or none. */
    public RecipeOptions stoppingEarly(EarlyStoppingConfig other) {
        return with(other, distillation, generalWeight);
    }

    /** With another share of the base's own distribution in what general text teaches, and another weight of it. */
    public RecipeOptions distilling(double share, double weight) {
        return with(earlyStopping, share, weight);
    }

    private RecipeOptions with(EarlyStoppingConfig stopping, double share, double weight) {
        return new RecipeOptions(
                schedule,
                accumulation,
                dropout,
                checkpointing,
                lossWeights,
                sampling,
                stopping,
                ewc,
                rsLora,
                share,
                weight);
    }

    /** Whether wordings are set aside to tell when to stop. */
    boolean stopsEarly() {
        return earlyStopping.patience() > 0;
    }
}
