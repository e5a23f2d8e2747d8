package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * What a base's {@code profile.yaml} says: defaults that were measured on this very base.
 *
 * @param training hyperparameters, as {@code models.NAME.training}
 * @param replay as {@code models.NAME.replay}
 * @param gate thresholds, as {@code models.NAME.gate}
 * @param template what the base's chat template leaves open
 */
public record BaseProfile(
        @Nullable TrainingConfig training,
        @Nullable ReplayConfig replay,
        @Nullable GateConfig gate,
        @Nullable TemplateConfig template) {
    /** A profile that leaves the template as it is. */
    public BaseProfile(@Nullable TrainingConfig training, @Nullable ReplayConfig replay, @Nullable GateConfig gate) {
        this(training, replay, gate, null);
    }

    public BaseProfile {
        training = training == null ? TrainingConfig.PROFILE : training;
        replay = replay == null ? ReplayConfig.PROFILE : replay;
        gate = gate == null ? GateConfig.PROFILE : gate;
    }
}
