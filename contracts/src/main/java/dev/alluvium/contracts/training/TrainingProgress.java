package dev.alluvium.contracts.training;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is, sent at least every two seconds. Losses are in nats per target token, tokens without padding.
 *
 * @param loss moving average
 * @param validationLoss of the newest evaluation; null where no wordings are set aside
 * @param gradientNorm of the last step, before clipping
 * @param memoryBytes resident memory of the trainer; -1 where the system does not say
 */
public record TrainingProgress(
        String model,
        String run,
        String attempt,
        int step,
        int of,
        int epoch,
        double loss,
        @Nullable Double validationLoss,
        double learningRate,
        double gradientNorm,
        double tokensPerSecond,
        long memoryBytes,
        double remainingSeconds,
        Instant at) {}
