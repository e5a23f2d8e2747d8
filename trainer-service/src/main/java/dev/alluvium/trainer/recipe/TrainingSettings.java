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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every hyperparameter of a run, with a value: the model's configuration over the base's profile over {@link #FALLBACK}.
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
    /** For a base that says nothing about itself; the learning rate suits models of a billion parameters. */
    private static final TrainingConfig FALLBACK =
            new TrainingConfig(16, 32.0, List.of("all"), 2e-4, 3, 4, 512, 6, 2500, 0.01, 0.03, 1.0, 1L);

    private static final ReplayConfig FALLBACK_REPLAY =
            new ReplayConfig(0.25, 0.25, ReplayConfig.LEAST_FACTS, 0.0, 1.0);
    private static final double FLOOR = 0.05;
    private static final String ALL = "all";

    public TrainingSettings {
        targetModules = List.copyOf(targetModules);
    }

    /** What a model trains with on a base with this profile. */
    public static TrainingSettings resolve(ModelConfig model, BaseProfile profile) {
        return resolve(model, profile, FALLBACK, FALLBACK_REPLAY);
    }

    /** The same on a base of so many parameters, from which follows what nobody measured ({@link UnmeasuredBaseDefaults}). */
    public static TrainingSettings resolve(ModelConfig model, BaseProfile profile, long parameters) {
        return UnmeasuredBaseDefaults.is(profile)
                ? resolve(
                        model,
                        profile,
                        UnmeasuredBaseDefaults.training(parameters, FALLBACK),
                        UnmeasuredBaseDefaults.replay(FALLBACK_REPLAY))
                : resolve(model, profile);
    }

    private static TrainingSettings resolve(
            ModelConfig model, BaseProfile profile, TrainingConfig fallback, ReplayConfig fallbackReplay) {
        TrainingConfig training =
                filled(model.training()).over(filled(profile.training())).over(fallback);
        ReplayConfig replay =
                filled(model.replay()).over(filled(profile.replay())).over(fallbackReplay);
        return new TrainingSettings(
                value(training.rank()),
                value(training.alpha()),
                value(training.targetModules()),
                value(training.learningRate()),
                value(training.epochs()),
                value(training.batchRows()),
                value(training.rowTokens()),
                value(training.wordingsPerFact()),
                value(training.maxSteps()),
                value(training.weightDecay()),
                value(training.warmup()),
                value(training.clip()),
                value(training.seed()),
                value(replay.general()),
                value(replay.history()),
                value(replay.leastFacts()),
                RecipeOptions.of(training).distilling(value(replay.distillation()), value(replay.weight())));
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

    private static TrainingConfig filled(@Nullable TrainingConfig config) {
        return config == null ? FALLBACK : config;
    }

    private static ReplayConfig filled(@Nullable ReplayConfig config) {
        return config == null ? FALLBACK_REPLAY : config;
    }

    private static <T> T value(@Nullable T completed) {
        return Optional.ofNullable(completed).orElseThrow();
    }
}
