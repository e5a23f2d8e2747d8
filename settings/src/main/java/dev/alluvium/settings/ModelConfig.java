package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
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
        @Default(ModelConfig.TINY) String base,
        TriggerConfig trigger,
        Given<TrainingConfig> training,
        Given<ReplayConfig> replay,
        Given<GateConfig> gate,
        CleaningSettings cleaning,
        @Nullable CanaryConfig canary,
        Map<String, SuiteConfig> suites,
        @Nullable VllmConfig vllm) {
    static final String TINY = "tiny";

    public ModelConfig {
        suites = Map.copyOf(suites);
        cleaning = cleaning.forModel();
        GateConfig.check(gate);
        if (vllm != null) {
            training.value("rank", Integer.class).ifPresent(vllm::checkRank);
        }
    }

    /** All defaults on a base. */
    public static ModelConfig onBase(String base) {
        ModelConfig standard = RecordBinder.defaults(ModelConfig.class);
        return new ModelConfig(
                base,
                standard.trigger,
                standard.training,
                standard.replay,
                standard.gate,
                standard.cleaning,
                standard.canary,
                standard.suites,
                standard.vllm);
    }

    /** The thresholds on a base with this profile. */
    public GateConfig gateOn(BaseProfile profile) {
        return gate.over(profile.gate().over(GateConfig.DEFAULT));
    }

    /** The same, with other hyperparameters. */
    public ModelConfig withTraining(Given<TrainingConfig> other) {
        return new ModelConfig(base, trigger, other, replay, gate, cleaning, canary, suites, vllm);
    }

    /** The same, with other shares of replay. */
    public ModelConfig withReplay(Given<ReplayConfig> other) {
        return new ModelConfig(base, trigger, training, other, gate, cleaning, canary, suites, vllm);
    }

    /** The same, with other thresholds. */
    public ModelConfig withGate(Given<GateConfig> other) {
        return new ModelConfig(base, trigger, training, replay, other, cleaning, canary, suites, vllm);
    }

    /** The same, tried on users in another way; null for not at all. */
    public ModelConfig withCanary(@Nullable CanaryConfig other) {
        return new ModelConfig(base, trigger, training, replay, gate, cleaning, other, suites, vllm);
    }

    /** The same, answered for by other servers; null for the serving process itself. */
    public ModelConfig withVllm(@Nullable VllmConfig other) {
        return new ModelConfig(base, trigger, training, replay, gate, cleaning, canary, suites, other);
    }

    /** The same, with other suites of one's own. */
    public ModelConfig withSuites(Map<String, SuiteConfig> others) {
        return new ModelConfig(base, trigger, training, replay, gate, cleaning, canary, others, vllm);
    }
}
