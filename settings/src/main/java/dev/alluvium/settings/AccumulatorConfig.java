package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.time.Duration;

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
        @Default("checkpoints") String checkpointDirectory,
        @Default("10s") Duration checkpointInterval,
        @Default("1") int parallelism,
        @Default("365d") Duration duplicateRetention,
        @Default("500k") int duplicateRecords) {
    public AccumulatorConfig {
        ConfigChecks.atLeast("parallelism", parallelism, 1);
        ConfigChecks.atLeast("duplicate-records", duplicateRecords, 1);
    }

    /** With the defaults for what is not named. */
    public static AccumulatorConfig of(String checkpointDirectory, Duration checkpointInterval, int parallelism) {
        AccumulatorConfig standard = RecordBinder.defaults(AccumulatorConfig.class);
        return new AccumulatorConfig(
                checkpointDirectory,
                checkpointInterval,
                parallelism,
                standard.duplicateRetention,
                standard.duplicateRecords);
    }
}
