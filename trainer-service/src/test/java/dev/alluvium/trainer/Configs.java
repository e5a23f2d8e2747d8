package dev.alluvium.trainer;

import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ReplayConfig;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.util.HashMap;
import java.util.Map;

/** Configurations for tests, as a user writes them. */
public final class Configs {
    private static final Given<TrainingConfig> SMALL = given("""
            rank: 4
            alpha: 8
            target-modules: [q_proj, v_proj]
            learning-rate: 0.01
            epochs: 4
            batch-rows: 1
            row-tokens: 64
            wordings-per-fact: 6
            max-steps: 5000
            weight-decay: 0
            warmup: 5%
            clip: 1
            seed: 1
            """);

    private Configs() {}

    /** What trains {@link RandomBase} in a moment, but for what is given as the inside of a YAML map. */
    public static Given<TrainingConfig> training(String given) {
        Map<String, Object> values = new HashMap<>(SMALL.values());
        values.putAll(given("{ " + given + " }").values());
        return new Given<>(TrainingConfig.class, values);
    }

    /** All seven layers of rank 4 at a high rate, for so many epochs. */
    static Given<TrainingConfig> allLayers(int epochs) {
        return training("target-modules: all, epochs: %d, batch-rows: 2, row-tokens: 128, wordings-per-fact: 3"
                .formatted(epochs));
    }

    /** A gate that judges a single fact, so that no round waits for others. */
    public static Given<GateConfig> judgingAnything() {
        return ConfigLoader.given("test", "{ min-facts: 1 }", GateConfig.class);
    }

    /** A model that replays history alone. */
    public static ModelConfig model(String base, String training) {
        return model(base, training(training));
    }

    /** The same, of a training that is given. */
    static ModelConfig model(String base, Given<TrainingConfig> training) {
        return ModelConfig.onBase(base)
                .withTraining(training)
                .withReplay(replay("general: 0, history: 0.5"))
                .withGate(judgingAnything());
    }

    /** What is given as the inside of a YAML map. */
    public static Given<ReplayConfig> replay(String given) {
        return ConfigLoader.given("test", "{ " + given + " }", ReplayConfig.class);
    }

    private static Given<TrainingConfig> given(String yaml) {
        return ConfigLoader.given("test", yaml, TrainingConfig.class);
    }
}
