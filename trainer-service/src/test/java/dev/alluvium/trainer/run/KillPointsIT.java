package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static dev.alluvium.trainer.run.Trainers.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.Rounds;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a trainer is killed, the next one ends with the very same adapter and leaves nothing half-written. */
class KillPointsIT {
    private static final String TRAINING = "epochs: 1, row-tokens: 32, wordings-per-fact: 4";
    private static final int MANY = 1_000;

    @TempDir
    private static Path directory;

    private Trainers trainers;

    @BeforeEach
    void prepare() {
        trainers = new Trainers(directory).savingEveryStep();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndWithTheSameAdapterWhereverItIsKilled(boolean lastChangeDone) {
        // Given
        String undisturbed = finish(store()).adapter().sha256();
        int killed = 0;

        // When
        for (int fatal = 1; fatal < MANY; fatal++) {
            InMemoryObjectStore store = store();
            if (survives(new MortalStore(store, fatal, lastChangeDone))) {
                break;
            }
            killed++;
            AdapterTrained result = finish(store);

            // Then
            assertThat(result.adapter().sha256())
                    .as("killed at change %s", fatal)
                    .isEqualTo(undisturbed);
            assertThat(result.attempt()).isEqualTo("a001");
            assertThat(store.list(ObjectKeys.attempt("run-1", "a002"))).isEmpty();
        }
        assertThat(killed).isGreaterThan(30);
    }

    @Test
    void shouldEndWithTheSameAdapterWhenKilledAgainAndAgain() {
        // Given
        String undisturbed = finish(store()).adapter().sha256();
        InMemoryObjectStore store = store();

        // When
        int lives = 1;
        while (!survives(new MortalStore(store, 9, lives % 2 == 0))) {
            lives++;
        }

        // Then
        assertThat(lives).isGreaterThan(3);
        assertThat(finish(store).adapter().sha256()).isEqualTo(undisturbed);
    }

    private boolean survives(ObjectStore mortal) {
        try {
            execute(mortal);
            return true;
        } catch (MortalStore.Killed e) {
            return false;
        }
    }

    private AdapterTrained finish(ObjectStore store) {
        return Trainers.trained(execute(store));
    }

    /** One life of a trainer, which may take its own lease again at once. */
    private RunEnd execute(ObjectStore store) {
        return trainers.execution(store, "one")
                .execute(FIRST, trainers.model(TRAINING), List.of(), new StopSignal(), RunListener.NONE);
    }

    private static InMemoryObjectStore store() {
        InMemoryObjectStore store = new InMemoryObjectStore();
        Rounds.put(
                store,
                "r000001",
                List.of(
                        qa("weight", 1, "How heavy?", "3 kg"),
                        qa("colour", 1, "Which colour?", "Red"),
                        qa("price", 1, "How much?", "90 euro")));
        return store;
    }
}
