package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.config.EarlyStoppingConfig;
import dev.alluvium.contracts.config.SamplingConfig;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.BaseModel;
import java.util.List;
import java.util.Map;

/** Inputs of the recipe for tests. */
final class Recipes {
    static final TrainingSettings SETTINGS = new TrainingSettings(
            8, 16, List.of("all"), 2e-2, 12, 2, 160, 3, 1000, 0.0, 0.05, 1.0, 1L, 0.5, 0.5, RecipeOptions.PLAIN);

    private Recipes() {}

    static RecipeInput input(BaseModel base, List<CleanRecord> round, ReplayPool replay, TrainingSettings settings) {
        return new RecipeInput(base, null, RecipeInput.byFact(round), replay, Map.of(), settings);
    }

    static TrainingSettings with(TrainingSettings from, int epochs, int wordings, int maxSteps, double learningRate) {
        return new TrainingSettings(
                from.rank(),
                from.alpha(),
                from.targetModules(),
                learningRate,
                epochs,
                from.batchRows(),
                from.rowTokens(),
                wordings,
                maxSteps,
                from.weightDecay(),
                from.warmup(),
                from.clip(),
                from.seed(),
                from.generalReplay(),
                from.historyReplay(),
                from.options());
    }

    static TrainingSettings with(TrainingSettings from, RecipeOptions options) {
        return new TrainingSettings(
                from.rank(),
                from.alpha(),
                from.targetModules(),
                from.learningRate(),
                from.epochs(),
                from.batchRows(),
                from.rowTokens(),
                from.wordingsPerFact(),
                from.maxSteps(),
                from.weightDecay(),
                from.warmup(),
                from.clip(),
                from.seed(),
                from.generalReplay(),
                from.historyReplay(),
                options);
    }

    static RecipeOptions stopping(EarlyStoppingConfig config) {
        RecipeOptions plain = RecipeOptions.PLAIN;
        return new RecipeOptions(
                plain.schedule(),
                plain.accumulation(),
                plain.dropout(),
                plain.checkpointing(),
                plain.lossWeights(),
                plain.sampling(),
                config,
                plain.ewc(),
                plain.paraphrases());
    }

    static RecipeOptions sampling(SamplingConfig config) {
        RecipeOptions plain = RecipeOptions.PLAIN;
        return new RecipeOptions(
                plain.schedule(),
                plain.accumulation(),
                plain.dropout(),
                plain.checkpointing(),
                plain.lossWeights(),
                config,
                plain.earlyStopping(),
                plain.ewc(),
                plain.paraphrases());
    }
}
