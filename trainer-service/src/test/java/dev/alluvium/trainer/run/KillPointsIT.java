package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.config.ReplayConfig;
import dev.alluvium.contracts.config.TrainingConfig;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.adapter.ChatRewriter;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a trainer is killed, the next one ends with the very same adapter and leaves nothing half-written. */
class KillPointsIT {
    private static final NextRun RUN = new NextRun("notes", "run-1", 0, null, null, List.of("r000001"), List.of(), 0);
    private static final Signer SIGNER =
            new Signer("trainer", TrustKeys.generate().getPrivate());
    private static final int MANY = 1_000;

    @TempDir
    private static Path directory;

    private String base = "";

    @BeforeEach
    void prepare() {
        base = RandomBase.write(directory.resolve("base"), 1).toUri().toString();
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
        RunEnd end = execute(store);
        assertThat(end).isInstanceOf(RunEnd.Finished.class);
        return (AdapterTrained) ((RunEnd.Finished) end).result();
    }

    /** One life of a trainer, which may take its own lease again at once. */
    private RunEnd execute(ObjectStore store) {
        RunExecution execution = new RunExecution(
                store,
                new BaseDirectories(store, directory.resolve("bases"), Map.of()),
                SIGNER,
                Clock.systemUTC(),
                "one",
                directory.resolve("work"),
                new RunExecution.Timing(Duration.ofMinutes(10), Duration.ZERO),
                new RunExecution.Means(null, LoadOptions.cpu(), ChatRewriter::new));
        return execution.execute(RUN, model(), List.of(), new StopSignal(), new Unheard());
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

    private ModelConfig model() {
        TrainingConfig training =
                new TrainingConfig(4, 8.0, List.of("q_proj", "v_proj"), 1e-2, 1, 1, 32, 4, 5000, 0.0, 0.05, 1.0, 1L);
        return new ModelConfig(base, null, training, new ReplayConfig(0.0, 0.5), null);
    }

    private static final class Unheard implements RunListener {
        @Override
        public void planned(RunPlan plan, int done) {}

        @Override
        public void step(RecipeObserver.Step step) {}
    }
}
