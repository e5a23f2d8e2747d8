package dev.alluvium.trainer.plan;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.torch.NumericsEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The memory and threads that a plan may use.
 *
 * @param threads torch threads that are asked for; null to choose
 * @param cores that this process may use
 * @param memory bytes that a run may take beside the base
 */
public record RunResources(
        NumericsEnvironment machine, @Nullable Integer threads, int cores, long memory) {
    /** A thread for less than that waits for the others longer than it works. */
    private static final long PARAMETERS_PER_THREAD = 3_000_000;

    /** Beyond, the matrices of an adapter's run on a CPU gain nothing. */
    private static final int MOST_THREADS = 16;

    /** With all cores of this process. */
    public static RunResources of(NumericsEnvironment machine, @Nullable Integer threads, long memory) {
        return new RunResources(machine, threads, Runtime.getRuntime().availableProcessors(), memory);
    }

    /** The machine as a run on such a base uses it. */
    public NumericsEnvironment machine(DecoderConfig base) {
        return machine.with(threads != null ? threads : threads(base));
    }

    private int threads(DecoderConfig base) {
        long busy = Math.max(1, base.parameters() / PARAMETERS_PER_THREAD);
        return (int) Math.min(busy, Math.min(Math.max(1, cores), MOST_THREADS));
    }
}
