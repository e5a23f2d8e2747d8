package dev.alluvium.trainer.recipe;

import static dev.alluvium.trainer.Records.qa;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.model.BaseModel;
import dev.alluvium.settings.EarlyStoppingConfig;
import dev.alluvium.settings.EwcConfig;
import dev.alluvium.settings.SamplingConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Inputs of the recipe for tests. */
final class Recipes {
    static final TrainingSettings SETTINGS = new TrainingSettings(
            8, 16, List.of("all"), 2e-2, 12, 2, 160, 3, 1000, 0.0, 0.05, 1.0, 1L, 0.5, 0.5, 0, RecipeOptions.PLAIN);

    private Recipes() {}

    static RecipeInput input(BaseModel base, List<CleanRecord> round, ReplayPool replay, TrainingSettings settings) {
        return new RecipeInput(base, null, RecipeInput.byFact(round), replay, Map.of(), settings);
    }

    static TrainingSettings with(TrainingSettings from, int epochs, int wordings, int maxSteps, double learningRate) {
        return with(from, epochs, wordings, maxSteps, learningRate, from.leastFacts(), from.options());
    }

    static TrainingSettings with(TrainingSettings from, RecipeOptions options) {
        return with(
                from,
                from.epochs(),
                from.wordingsPerFact(),
                from.maxSteps(),
                from.learningRate(),
                from.leastFacts(),
                options);
    }

    static TrainingSettings with(TrainingSettings from, int leastFacts) {
        return with(
                from,
                from.epochs(),
                from.wordingsPerFact(),
                from.maxSteps(),
                from.learningRate(),
                leastFacts,
                from.options());
    }

    private static TrainingSettings with(
            TrainingSettings from,
            int epochs,
            int wordings,
            int maxSteps,
            double learningRate,
            int leastFacts,
            RecipeOptions options) {
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
                leastFacts,
                options);
    }

    /** A question about each of so many facts, all with one answer. */
    static List<CleanRecord> records(String name, int count, String answer) {
        return IntStream.range(0, count)
                .mapToObj(i -> qa(name + "/" + i, 1, "What is " + name + " " + i + "?", answer))
                .toList();
    }

    /** General text and 600 earlier facts, all with one answer: more than any share asks for. */
    static ReplayPool plenty(String answer) {
        return new ReplayPool(general(answer), new TreeMap<>(RecipeInput.byFact(records("old", 600, answer))));
    }

    static List<KnowledgeRecord> general(String answer) {
        return IntStream.range(0, 2_000)
                .mapToObj(i -> KnowledgeRecord.qa("General " + i + "?", answer))
                .toList();
    }

    static RecipeOptions stopping(EarlyStoppingConfig config) {
        return options(1, 0, Map.of(), null, config, EwcConfig.OFF);
    }

    static RecipeOptions sampling(SamplingConfig config) {
        return options(1, 0, Map.of(), config, EarlyStoppingConfig.OFF, EwcConfig.OFF);
    }

    static RecipeOptions accumulating(int batches) {
        return options(batches, 0, Map.of(), null, EarlyStoppingConfig.OFF, EwcConfig.OFF);
    }

    static RecipeOptions weighing(String kind, double weight) {
        return options(1, 0, Map.of(kind, weight), null, EarlyStoppingConfig.OFF, EwcConfig.OFF);
    }

    static RecipeOptions dropping(double dropout) {
        return options(1, dropout, Map.of(), null, EarlyStoppingConfig.OFF, EwcConfig.OFF);
    }

    static RecipeOptions consolidating(EwcConfig ewc) {
        return options(1, 0, Map.of(), null, EarlyStoppingConfig.OFF, ewc);
    }

    private static RecipeOptions options(
            int accumulation,
            double dropout,
            Map<String, Double> lossWeights,
            @Nullable SamplingConfig sampling,
            EarlyStoppingConfig earlyStopping,
            EwcConfig ewc) {
        RecipeOptions plain = RecipeOptions.PLAIN;
        return new RecipeOptions(
                plain.schedule(),
                accumulation,
                dropout,
                plain.checkpointing(),
                new TreeMap<>(lossWeights),
                sampling,
                earlyStopping,
                ewc,
                false,
                0,
                1);
    }
}
