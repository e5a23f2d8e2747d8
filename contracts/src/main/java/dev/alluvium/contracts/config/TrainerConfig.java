package dev.alluvium.contracts.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The trainer.
 *
 * @param workDirectory for bases and checkpoints in use
 * @param maxAttempts runs without a verdict before a round is quarantined
 */
public record TrainerConfig(
        @Nullable String workDirectory,
        @Nullable Integer threads,
        @Nullable Duration checkpointInterval,
        @Nullable Integer maxAttempts) {
    static final TrainerConfig DEFAULT = new TrainerConfig(null, null, null, null);

    public TrainerConfig {
        workDirectory = workDirectory == null ? "work" : workDirectory;
        threads = threads == null ? Integer.valueOf(1) : threads;
        checkpointInterval = checkpointInterval == null ? Duration.ofSeconds(10) : checkpointInterval;
        maxAttempts = maxAttempts == null ? Integer.valueOf(3) : maxAttempts;
        Checks.atLeast("threads", threads, 1);
        Checks.atLeast("max-attempts", maxAttempts, 1);
    }
}
