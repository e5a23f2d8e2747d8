package dev.alluvium.contracts.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trainer.
 *
 * @param workDirectory for bases and checkpoints in use
 * @param memory bytes that a run may take beside the base; what the machine or the container has left where absent
 * @param device {@code cpu}, {@code cuda:N}, or {@code auto} for the first CUDA device, if there is one
 * @param maxAttempts runs without a verdict before a round is quarantined
 */
public record TrainerConfig(
        @Nullable String workDirectory,
        @Nullable Integer threads,
        @Nullable Duration checkpointInterval,
        @Nullable Integer maxAttempts,
        @Nullable Long memory,
        @Nullable String device) {
    private static final Pattern DEVICE = Pattern.compile("auto|cpu|cuda:\\d{1,3}");
    static final TrainerConfig DEFAULT = new TrainerConfig(null, null, null, null);

    /** With all the memory there is, on whichever device there is. */
    public TrainerConfig(
            @Nullable String workDirectory,
            @Nullable Integer threads,
            @Nullable Duration checkpointInterval,
            @Nullable Integer maxAttempts) {
        this(workDirectory, threads, checkpointInterval, maxAttempts, null, null);
    }

    public TrainerConfig {
        workDirectory = workDirectory == null ? "work" : workDirectory;
        threads = threads == null ? Integer.valueOf(1) : threads;
        checkpointInterval = checkpointInterval == null ? Duration.ofSeconds(10) : checkpointInterval;
        maxAttempts = maxAttempts == null ? Integer.valueOf(3) : maxAttempts;
        Checks.atLeast("threads", threads, 1);
        Checks.atLeast("max-attempts", maxAttempts, 1);
        Checks.positive("memory", memory);
        device = device == null ? "auto" : device;
        if (!DEVICE.matcher(device).matches()) {
            throw new IllegalArgumentException("device=" + device + ": must be auto, cpu or cuda:N; try auto");
        }
    }
}
