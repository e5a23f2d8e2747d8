package dev.alluvium.contracts.training;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run ended without an adapter.
 *
 * @param rebuild set if the run was to train from a base
 * @param reason one of nan, exploding-loss, no-improvement, out-of-memory, lease-lost, nothing-to-train, cancelled, bad-base
 */
public record TrainingFailed(
        String model,
        String run,
        List<String> rounds,
        int parent,
        @Nullable Rebuild rebuild,
        String reason,
        String detail,
        Instant at)
        implements TrainingResult {
    public TrainingFailed {
        rounds = List.copyOf(rounds);
    }

    /** From a run over rounds. */
    public TrainingFailed(
            String model, String run, List<String> rounds, int parent, String reason, String detail, Instant at) {
        this(model, run, rounds, parent, null, reason, detail, at);
    }
}
