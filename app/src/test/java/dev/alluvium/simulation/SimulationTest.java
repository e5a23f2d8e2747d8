package dev.alluvium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code -Dsimulation.seed=N} replays one seed and prints its trace; {@code -Dsimulation.seeds=N} runs more of them, as
 * {@code make simulate} does; {@code -Dsimulation.mix=NAME} says what the operators of the one seed mostly do.
 */
class SimulationTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 1_000);

    @ParameterizedTest
    @EnumSource
    void shouldKeepItsInvariantsUnderEverySeed(Mix mix) {
        assumeTrue(Long.getLong("simulation.seed") == null, "one seed is replayed");
        long seeds = mix == Mix.USUAL ? SEEDS : SEEDS / 2;
        long begin = cpuNanos();

        // Seeds share nothing, so every core takes some; the first one that fails is told
        Optional<SimulationFailure> failure = LongStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> failure(seed, mix))
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(failure).isEmpty();
        System.out.printf(
                "simulation: %s, %d seeds, %.0f a CPU second%n", mix, seeds, seeds * 1e9 / (cpuNanos() - begin));
    }

    private static Optional<SimulationFailure> failure(long seed, Mix mix) {
        try {
            Simulation.run(seed, Mutation.NONE, mix);
            return Optional.empty();
        } catch (SimulationFailure e) {
            return Optional.of(e);
        }
    }

    @Test
    void shouldReplayTheSeedThatIsAskedFor() {
        Long seed = Long.getLong("simulation.seed");
        assumeTrue(seed != null, "no seed is asked for");

        Optional<SimulationFailure> failure = failure(seed, Mix.named(System.getProperty("simulation.mix", "usual")));

        failure.ifPresent(told -> System.out.println(told.trace()));
        assertThat(failure).isEmpty();
    }

    /** Of all threads. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
