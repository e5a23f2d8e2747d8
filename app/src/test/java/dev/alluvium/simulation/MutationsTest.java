package dev.alluvium.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation bites: whichever mechanism is broken, some seed notices. */
class MutationsTest {
    private static final int SEEDS = 6_000;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindEachBrokenMechanism(Mutation mutation) {
        Optional<SimulationFailure> found = Optional.empty();

        for (long seed = 1; seed <= SEEDS && found.isEmpty(); seed++) {
            found = failure(seed, mutation);
        }

        assertThat(found).as("%s goes unnoticed", mutation).isPresent();
        System.out.println(mutation + ": " + found.orElseThrow().getMessage());
    }

    private static Optional<SimulationFailure> failure(long seed, Mutation mutation) {
        try {
            Simulation.run(seed, mutation, Mix.USUAL);
            return Optional.empty();
        } catch (SimulationFailure e) {
            return Optional.of(e);
        }
    }
}
