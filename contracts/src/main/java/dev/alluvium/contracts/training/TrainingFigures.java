package dev.alluvium.contracts.training;

/** What a run measured: losses in nats per target token, tokens without padding. */
public record TrainingFigures(
        int records,
        int examples,
        int steps,
        long tokens,
        double seconds,
        double tokensPerSecond,
        double firstLoss,
        double lastLoss,
        double replayShare) {}
