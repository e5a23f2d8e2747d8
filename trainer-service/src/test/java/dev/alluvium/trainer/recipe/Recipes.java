package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.BaseModel;
import java.util.List;
import java.util.Map;

/** Inputs of the recipe for tests. */
final class Recipes {
    static final TrainingSettings SETTINGS =
            new TrainingSettings(8, 16, List.of("all"), 2e-2, 12, 2, 160, 3, 1000, 0.0, 0.05, 1.0, 1L, 0.5, 0.5);

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
                from.historyReplay());
    }
}
