package dev.alluvium.settings;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trainer, and how bases are held: evaluator and serving hold them in the same format on the same kind of device, so
 * that what was judged is what answers, and services of one process share the weights.
 *
 * @param workDirectory for bases and checkpoints in use
 * @param threads of torch for a run; {@code auto} chooses by the base's size and the cores there are
 * @param checkpointInterval between two checkpoints of a run
 * @param maxAttempts runs without a verdict before a round is quarantined
 * @param memory bytes that a run may take beside the base; {@code auto} is what the machine or the container has left
 * @param device {@code cpu}, {@code cuda:N}, or {@code auto} for the first CUDA device, if there is one
 * @param dtype {@code fp32}, {@code bf16}, {@code int8}, or {@code auto} for bf16 on CUDA and fp32 on a CPU
 * @param adapterCache bytes that copies of adapters may take on the trainer's disk, and as many on the evaluator's
 */
public record TrainerConfig(
        @Default("work") String workDirectory,
        @LeftOut("`auto`") @Nullable Integer threads,
        @Default("10s") Duration checkpointInterval,
        @Default("3") int maxAttempts,
        @LeftOut("`auto`") @Nullable Long memory,
        @Default("auto") String device,
        @Default("auto") String dtype,
        @Default("2G") long adapterCache) {
    private static final Pattern DEVICE = Pattern.compile("auto|cpu|cuda:\\d{1,3}");
    private static final Set<String> DTYPES = Set.of("auto", "fp32", "bf16", "int8");

    public TrainerConfig {
        ConfigChecks.positive("threads", threads);
        ConfigChecks.atLeast("max-attempts", maxAttempts, 1);
        ConfigChecks.positive("memory", memory);
        ConfigChecks.positive("adapter-cache", adapterCache);
        if (!DEVICE.matcher(device).matches()) {
            throw new IllegalArgumentException("device=" + device + ": must be auto, cpu or cuda:N; try auto");
        }
        if (!DTYPES.contains(dtype)) {
            throw new IllegalArgumentException("dtype=" + dtype + ": must be auto, fp32, bf16 or int8; try auto");
        }
    }
}
