package dev.alluvium.trainer;

import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ReplayConfig;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.util.Map;

/** Configurations for tests, as a user writes them. */
public final class Configs {
    private static final TrainingConfig SMALL = parse("""
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
    public static TrainingConfig training(String given) {
        return parse("{ " + given + " }").over(SMALL);
    }

    /** A gate that judges a single fact, so that no round waits for others. */
    public static GateConfig judgingAnything() {
        return ConfigLoader.parse("test", "{ min-facts: 1 }", GateConfig.class, Map.of());
    }

    /** A model that replays history alone. */
    public static ModelConfig model(String base, String training) {
        return new ModelConfig(base, null, training(training), new ReplayConfig(0.0, 0.5), judgingAnything());
    }

    private static TrainingConfig parse(String yaml) {
        return ConfigLoader.parse("test", yaml, TrainingConfig.class, Map.of());
    }
}
