package dev.alluvium.contracts.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The accumulator's Flink job. */
public record AccumulatorConfig(
        @Nullable String checkpointDirectory,
        @Nullable Duration checkpointInterval,
        @Nullable Integer parallelism) {
    static final AccumulatorConfig DEFAULT = new AccumulatorConfig(null, null, null);

    public AccumulatorConfig {
        checkpointDirectory = checkpointDirectory == null ? "checkpoints" : checkpointDirectory;
        checkpointInterval = checkpointInterval == null ? Duration.ofSeconds(10) : checkpointInterval;
        parallelism = parallelism == null ? Integer.valueOf(1) : parallelism;
        Checks.atLeast("parallelism", parallelism, 1);
    }
}
