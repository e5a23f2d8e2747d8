package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
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
        Given<TrainingConfig> training,
        Given<ReplayConfig> replay,
        Given<GateConfig> gate,
        @Nullable TemplateConfig template) {
    /** Of a base that nobody measured. */
    public static final BaseProfile NONE = RecordBinder.defaults(BaseProfile.class);

    public BaseProfile {
        GateConfig.check(gate);
    }
}
