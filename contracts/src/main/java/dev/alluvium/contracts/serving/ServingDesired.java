package dev.alluvium.contracts.serving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every replica should serve of a model.
 *
 * @param share of requests for the challenger, in [0, 1]
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
        Instant at) {}
