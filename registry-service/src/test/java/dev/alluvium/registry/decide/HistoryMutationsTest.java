package dev.alluvium.registry.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.CanaryEnded;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.RolledBack;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.WatchEnded;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.RegistryCommand.Concluded;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random histories bite: whichever rule about experiments and watches is broken, some seed notices. */
class HistoryMutationsTest {
    private static final int SEEDS = 60;

    @Test
    void shouldNoticeARollbackThatLeavesTheWatchRunning() {
        assertNoticed(registry -> registry.broken(same(), without(registry, WatchEnded.class, RolledBack.class)));
    }

    @Test
    void shouldNoticeARollbackThatLeavesTheExperimentRunning() {
        assertNoticed(registry -> registry.broken(same(), without(registry, CanaryEnded.class, RolledBack.class)));
    }

    @Test
    void shouldNoticeAPromotionThatLeavesTheWatchRunning() {
        assertNoticed(registry -> registry.broken(same(), without(registry, WatchEnded.class, VersionPromoted.class)));
    }

    @Test
    void shouldNoticeThatAWatchsEndIsTakenForWhateverIsServedNow() {
        assertNoticed(registry -> registry.broken(command -> meant(registry.model(), command), same()));
    }

    @Test
    void shouldNoticeNothingWhereNothingIsBroken() {
        assertThat(noticed(same())).isFalse();
    }

    private static void assertNoticed(UnaryOperator<Registry> mutation) {
        assertThat(noticed(mutation)).as("noticed by one of %s seeds", SEEDS).isTrue();
    }

    /** Up to the first seed that does. */
    private static boolean noticed(UnaryOperator<Registry> mutation) {
        return LongStream.rangeClosed(1, SEEDS)
                .anyMatch(seed -> fails(seed, mutation.apply(Registry.declared().canary())));
    }

    private static boolean fails(long seed, Registry registry) {
        try {
            RandomHistoriesTest.run(seed, registry);
            return false;
        } catch (AssertionError | IllegalStateException e) {
            return true;
        }
    }

    private static <T> UnaryOperator<T> same() {
        return UnaryOperator.identity();
    }

    /** Loses the events of one type wherever another one is decided. */
    private static UnaryOperator<RegistryDecision> without(
            Registry registry, Class<? extends Change> lost, Class<? extends Change> where) {
        return decision -> {
            if (!(decision instanceof Accepted accepted)
                    || accepted.events().stream().noneMatch(event -> where.isInstance(event.change()))) {
                return decision;
            }
            List<RegistryEvent> kept = accepted.events().stream()
                    .filter(event -> !lost.isInstance(event.change()))
                    .toList();
            RegistryState after = registry.state();
            for (RegistryEvent event : kept) {
                after = after.apply(event);
            }
            return new Accepted(kept, accepted.desired(), accepted.control(), after);
        };
    }

    /** The same end, of the version and generation of this moment. */
    private static RegistryCommand meant(ModelState model, RegistryCommand command) {
        if (!(command instanceof Concluded concluded) || model.watch() == null) {
            return command;
        }
        ExperimentConcluded end = concluded.experiment();
        return new Concluded(
                new ExperimentConcluded(
                        end.model(),
                        end.experiment(),
                        end.champion(),
                        model.watch().version(),
                        model.generation(),
                        end.conclusion(),
                        end.reason(),
                        end.baseline(),
                        end.at()),
                command.at());
    }
}
