package dev.alluvium.bench.train;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step takes in its variants, on the same batches in one process.
 *
 * @param tokens of all batches
 * @param checkpointing off, and layers computed again
 * @param weights base weights of each format
 * @param resident null if no long run was asked for
 */
public record StepFigures(
        int threads,
        int batches,
        long tokens,
        List<Step> checkpointing,
        List<Weights> weights,
        @Nullable Resident resident) {
    /**
     * The largest of the batches.
     *
     * @param stepMib the most that was resident beyond what was before the first step; -1 where the kernel does not say
     */
    public record Step(String checkpointing, double stepMib, double tokensPerSecond, double tokensPerCpuSecond) {}

    /**
     * One epoch.
     *
     * @param lossBefore per target token, of the base alone on all batches
     * @param lossAfter with the adapter after the epoch
     */
    public record Weights(
            String dtype, double lossBefore, double lossAfter, double tokensPerSecond, double tokensPerCpuSecond) {}

    /** Resident memory in the course of {@code steps} steps, in MiB; -1 where the kernel does not say. */
    public record Resident(int steps, double after50, double atEnd) {}
}
