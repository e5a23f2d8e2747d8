package dev.alluvium.contracts.training;

import java.time.Instant;

/** Where a run is, sent at least every two seconds. */
public record TrainingProgress(
        String model,
        String run,
        String attempt,
        int step,
        int of,
        int epoch,
        double loss,
        double learningRate,
        double gradientNorm,
        double tokensPerSecond,
        double remainingSeconds,
        Instant at) {}
