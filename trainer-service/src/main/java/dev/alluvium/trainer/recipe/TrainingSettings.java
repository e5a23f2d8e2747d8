package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.model.LearningRate;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.OptimizerConfig;
import dev.alluvium.model.TargetModule;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ReplayConfig;
import dev.alluvium.settings.TrainingConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every hyperparameter of a run, with a value: the model's configuration over the base's profile over the defaults.
 *
 * @param targetModules short names such as {@code q_proj}, or {@code all}
 * @param rowTokens tokens of a packed row
 * @param warmup share of all steps
 * @param generalReplay general text, as a share of what the round itself counts in the loss
 * @param historyReplay the champion's current facts, as such a share
 * @param leastFacts a round of fewer facts replays as if it had so many; 0 for no such floor, as in plans of earlier
 *     versions, which do not say it
 */
public record TrainingSettings(
        int rank,
        double alpha,
        List<String> targetModules,
        double learningRate,
        int epochs,
        int batchRows,
        int rowTokens,
        int wordingsPerFact,
        int maxSteps,
        double weightDecay,
        double warmup,
        double clip,
        long seed,
        double generalReplay,
        double historyReplay,
        int leastFacts,
        RecipeOptions options) {
    private static final double FLOOR = 0.05;
    private static final String ALL = "all";

    public TrainingSettings {
        targetModules = List.copyOf(targetModules);
    }

    /** What a model trains with on a base with this profile. */
    public static TrainingSettings resolve(ModelConfig model, BaseProfile profile) {
        return resolve(model, profile, TrainingConfig.DEFAULT, ReplayConfig.DEFAULT);
    }

    /** The same on a base of so many parameters, from which follows what nobody measured ({@link UnmeasuredBaseDefaults}). */
    public static TrainingSettings resolve(ModelConfig model, BaseProfile profile, long parameters) {
        return UnmeasuredBaseDefaults.is(profile)
                ? resolve(model, profile, UnmeasuredBaseDefaults.training(parameters), UnmeasuredBaseDefaults.replay())
                : resolve(model, profile);
    }

    private static TrainingSettings resolve(
            ModelConfig model, BaseProfile profile, TrainingConfig standard, ReplayConfig standardReplay) {
        TrainingConfig training = model.training().over(profile.training().over(standard));
        ReplayConfig replay = model.replay().over(profile.replay().over(standardReplay));
        return new TrainingSettings(
                training.rank(),
                training.alpha(),
                training.targetModules(),
                training.learningRate(),
                training.epochs(),
                training.batchRows(),
                training.rowTokens(),
                training.wordingsPerFact(),
                training.maxSteps(),
                training.weightDecay(),
                training.warmup(),
                training.clip(),
                training.seed(),
                replay.general(),
                replay.history(),
                replay.leastFacts(),
                RecipeOptions.of(training).distilling(replay.distillation(), replay.weight()));
    }

    /** Rows behind one optimizer step. */
    public int stepRows() {
        return batchRows * options.accumulation();
    }

    /** The adapter's shape. */
    public LoraShape shape() {
        Set<TargetModule> targets = targetModules.contains(ALL)
                ? TargetModule.all()
                : targetModules.stream().map(TargetModule::ofShortName).collect(Collectors.toSet());
        return new LoraShape(rank, alpha, targets, options.rsLora());
    }

    /** AdamW with this run's decay and clipping. */
    public OptimizerConfig optimizer() {
        OptimizerConfig standard = OptimizerConfig.adamW();
        return new OptimizerConfig(standard.beta1(), standard.beta2(), standard.epsilon(), weightDecay, clip);
    }

    /** Linear warm-up, then as the options say; what falls, falls to a twentieth. */
    public LearningRate schedule(int steps) {
        int warmupSteps = (int) Math.ceil(warmup * steps);
        LearningRate.Decay decay = LearningRate.Decay.valueOf(options.schedule().name());
        return new LearningRate(learningRate, warmupSteps, steps, FLOOR, decay);
    }

    /** With another learning rate, shape and length. */
    public TrainingSettings with(double rate, int newRank, double newAlpha, int newEpochs) {
        return with(newRank, newAlpha, rate, newEpochs, wordingsPerFact, leastFacts, options);
    }

    /** With other options. */
    public TrainingSettings with(RecipeOptions other) {
        return with(rank, alpha, learningRate, epochs, wordingsPerFact, leastFacts, other);
    }

    /** With replay as a share of the round alone, however few its facts. */
    TrainingSettings withoutLeastFacts() {
        return with(rank, alpha, learningRate, epochs, wordingsPerFact, 0, options);
    }

    /** With another number of rows in a batch. */
    public TrainingSettings withBatchRows(int rows) {
        return new TrainingSettings(
                rank,
                alpha,
                targetModules,
                learningRate,
                epochs,
                rows,
                rowTokens,
                wordingsPerFact,
                maxSteps,
                weightDecay,
                warmup,
                clip,
                seed,
                generalReplay,
                historyReplay,
                leastFacts,
                options);
    }

    TrainingSettings withFewerWordings() {
        return with(rank, alpha, learningRate, epochs, wordingsPerFact - 1, leastFacts, options);
    }

    /** So many epochs that a run of {@code steps} steps fits into {@code maxSteps}, but at least one. */
    TrainingSettings withEpochsFor(int steps) {
        int fitting = (int) ((long) epochs * maxSteps / steps);
        int fewer = Math.max(1, Math.min(epochs - 1, fitting));
        return with(rank, alpha, learningRate, fewer, wordingsPerFact, leastFacts, options);
    }

    private TrainingSettings with(
            int newRank,
            double newAlpha,
            double rate,
            int newEpochs,
            int wordings,
            int newLeastFacts,
            RecipeOptions other) {
        return new TrainingSettings(
                newRank,
                newAlpha,
                targetModules,
                rate,
                newEpochs,
                batchRows,
                rowTokens,
                wordings,
                maxSteps,
                weightDecay,
                warmup,
                clip,
                seed,
                generalReplay,
                historyReplay,
                newLeastFacts,
                other);
    }

    /** Equal for equal settings. */
    public String hash() {
        return Digest.id(Json.string(this));
    }
}
