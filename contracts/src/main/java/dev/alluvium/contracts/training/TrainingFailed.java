package dev.alluvium.contracts.training;

import java.time.Instant;
import java.util.List;

/**
 * A run ended without an adapter.
 *
 * @param reason one of nan, exploding-loss, no-improvement, out-of-memory, lease-lost, nothing-to-train, cancelled, bad-base
 */
public record TrainingFailed(
        String model, String run, List<String> rounds, int parent, String reason, String detail, Instant at)
        implements TrainingResult {
    public TrainingFailed {
        rounds = List.copyOf(rounds);
    }
}
