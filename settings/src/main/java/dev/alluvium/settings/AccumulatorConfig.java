package dev.alluvium.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The accumulator's Flink job.
 *
 * @param checkpointDirectory of the job's checkpoints, below the data directory unless it is absolute
 * @param checkpointInterval between two checkpoints; what is counted and cut becomes visible with one
 * @param parallelism of the job's operators that work by model
 * @param duplicateRetention how long what is live makes something else its duplicate; {@code off} (zero) for ever
 * @param duplicateRecords of each model, at most so many live records are kept to judge by; the oldest rounds leave
 *     first
 */
public record AccumulatorConfig(
        @Nullable String checkpointDirectory,
        @Nullable Duration checkpointInterval,
        @Nullable Integer parallelism,
        @Nullable Duration duplicateRetention,
        @Nullable Integer duplicateRecords) {
    static final AccumulatorConfig DEFAULT = new AccumulatorConfig(null, null, null, null, null);

    public AccumulatorConfig {
        checkpointDirectory = checkpointDirectory == null ? "checkpoints" : checkpointDirectory;
        checkpointInterval = checkpointInterval == null ? Duration.ofSeconds(10) : checkpointInterval;
        parallelism = parallelism == null ? Integer.valueOf(1) : parallelism;
        duplicateRetention = duplicateRetention == null ? Duration.ofDays(365) : duplicateRetention;
        duplicateRecords = duplicateRecords == null ? Integer.valueOf(500_000) : duplicateRecords;
        ConfigChecks.atLeast("parallelism", parallelism, 1);
        ConfigChecks.atLeast("duplicate-records", duplicateRecords, 1);
    }

    /** With the defaults for what is not named. */
    public static AccumulatorConfig of(String checkpointDirectory, Duration checkpointInterval, int parallelism) {
        return new AccumulatorConfig(checkpointDirectory, checkpointInterval, parallelism, null, null);
    }
}
