package dev.alluvium.bench.train;

import java.util.Map;

/**
 * What one epoch took.
 *
 * @param side whose run it is, beside those of {@code tools/baseline}
 * @param truncated records cut to the row
 * @param realTokens tokens of records; padding is none
 * @param slots places of the batches, padding included
 * @param matmulShare CPU seconds of the bare fp32 products of the same shapes and threads, by those of the epoch
 * @param peakRssMb highest resident memory of the process before the bare products ran, in MiB; -1 where unknown
 * @param phases seconds by the wall
 */
public record TrainFigures(
        String side,
        String file,
        String base,
        String dtype,
        int threads,
        int records,
        int truncated,
        long realTokens,
        long supervisedTokens,
        long slots,
        int steps,
        double firstLoss,
        double lastLoss,
        double seconds,
        double cpuSeconds,
        double realTokensPerSecond,
        double supervisedTokensPerSecond,
        double realTokensPerCpuSecond,
        double matmulShare,
        long peakRssMb,
        Map<String, Double> phases) {}
