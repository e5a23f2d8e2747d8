package dev.alluvium.contracts.serving;

import dev.alluvium.contracts.experiment.TrialMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every replica should serve of a model.
 *
 * @param share of requests for the challenger, in [0, 1]
 * @param experiment under which answers are reported: the challenger's, else the champion's watch; null where nobody asks
 * @param mode who sees the challenger's answers; null without one
 * @param epoch grows with each registry leadership
 * @param generation grows with each change; replicas prove the generation that they serve
 */
public record ServingDesired(
        String model,
        String base,
        DeployedVersion champion,
        @Nullable DeployedVersion challenger,
        double share,
        @Nullable String experiment,
        long epoch,
        long generation,
        Instant at,
        @Nullable TrialMode mode) {
    /** One whose challenger, if there is any, answers users. */
    public ServingDesired(
            String model,
            String base,
            DeployedVersion champion,
            @Nullable DeployedVersion challenger,
            double share,
            @Nullable String experiment,
            long epoch,
            long generation,
            Instant at) {
        this(model, base, champion, challenger, share, experiment, epoch, generation, at, null);
    }

    /** The same, whose challenger answers nobody. */
    public ServingDesired shadowed() {
        return new ServingDesired(
                model, base, champion, challenger, share, experiment, epoch, generation, at, TrialMode.SHADOW);
    }
}
