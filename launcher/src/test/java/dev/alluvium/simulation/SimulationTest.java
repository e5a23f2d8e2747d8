package dev.alluvium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code -Dsimulation.seed=N} replays one seed and prints its trace; {@code -Dsimulation.seeds=N} runs more of them;
 * {@code -Dsimulation.mix=NAME} says what the operators of the one seed mostly do.
 */
class SimulationTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 2_000);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void shouldKeepItsInvariantsUnderEverySeed(Mix mix) {
        assumeTrue(Long.getLong("simulation.seed") == null, "one seed is replayed");
        long seeds = mix == Mix.USUAL ? SEEDS : SEEDS / 2;
        long begin = cpuNanos();

        for (long seed = 1; seed <= seeds; seed++) {
            Simulation.run(seed, Mutation.NONE, mix);
        }

        Duration took = Duration.ofNanos(cpuNanos() - begin);
        System.out.printf(
                "simulation: %s, %d seeds, %.0f a CPU second%n", mix, seeds, seeds * 1000.0 / took.toMillis());
        assertThat(took).isLessThan(LIMIT.multipliedBy(Math.max(1, SEEDS / 2_000)));
    }

    @Test
    void shouldReplayTheSeedThatIsAskedFor() {
        Long seed = Long.getLong("simulation.seed");
        assumeTrue(seed != null, "no seed is asked for");

        try {
            Simulation.run(seed, Mutation.NONE, Mix.named(System.getProperty("simulation.mix", "usual")));
        } catch (SimulationFailure e) {
            System.out.println(e.trace());
            throw e;
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
