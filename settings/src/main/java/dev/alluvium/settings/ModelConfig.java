package dev.alluvium.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model.
 *
 * @param base {@code tiny}, {@code s3://…} or {@code file:///…}: a Hugging Face directory
 * @param trigger when a round is cut
 * @param training hyperparameters
 * @param replay what is trained again with a round
 * @param gate what a version must reach to be promoted
 * @param cleaning what cleaning does to its records, key by key over the installation's
 * @param canary how a version is tried on users; {@code off} promotes at once what passed the gate
 * @param suites suites of your own, by name
 * @param vllm servers that answer in place of the serving process
 */
public record ModelConfig(
        @Nullable String base,
        @Nullable TriggerConfig trigger,
        @Nullable TrainingConfig training,
        @Nullable ReplayConfig replay,
        @Nullable GateConfig gate,
        @Nullable CleaningSettings cleaning,
        @Nullable CanaryConfig canary,
        @Nullable Map<String, SuiteConfig> suites,
        @Nullable VllmConfig vllm) {

    public ModelConfig {
        suites = suites == null ? Map.of() : Map.copyOf(suites);
        base = base == null ? "tiny" : base;
        trigger = trigger == null ? TriggerConfig.DEFAULT : trigger;
        training = training == null ? TrainingConfig.PROFILE : training;
        replay = replay == null ? ReplayConfig.PROFILE : replay;
        gate = gate == null ? GateConfig.PROFILE : gate;
        cleaning = cleaning == null ? CleaningSettings.DEFAULT : cleaning.forModel();
        if (vllm != null) {
            vllm.checkRank(training.rank());
        }
    }

    /** One that the serving process answers for. */
    public ModelConfig(
            @Nullable String base,
            @Nullable TriggerConfig trigger,
            @Nullable TrainingConfig training,
            @Nullable ReplayConfig replay,
            @Nullable GateConfig gate,
            @Nullable CleaningSettings cleaning,
            @Nullable CanaryConfig canary,
            @Nullable Map<String, SuiteConfig> suites) {
        this(base, trigger, training, replay, gate, cleaning, canary, suites, null);
    }

    /** A model that is cleaned as the installation is. */
    public ModelConfig(
            @Nullable String base,
            @Nullable TriggerConfig trigger,
            @Nullable TrainingConfig training,
            @Nullable ReplayConfig replay,
            @Nullable GateConfig gate) {
        this(base, trigger, training, replay, gate, null, null, null, null);
    }

    /** All defaults on a base. */
    public static ModelConfig onBase(String base) {
        return new ModelConfig(base, null, null, null, null);
    }
}
