package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.config.BaseProfile;
import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.trainer.plan.Next;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.plan.TrainerState;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunQueueTest {
    private static final TrainingSettings SETTINGS =
            TrainingSettings.resolve(ModelConfig.onBase("tiny"), new BaseProfile(null, null, null));

    private final Attempts attempts = new Attempts(new InMemoryObjectStore());
    private final RunQueue queue = new RunQueue(attempts);
    private final TrainerState one = TrainerState.empty()
            .after(RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, new RegistryEvent.ModelDeclared("tiny")))
            .after(ready("r000001"));
    private final TrainerState two = one.after(ready("r000002"));

    @Test
    void shouldGoOnWithWhatWasBegunEvenIfAFurtherRoundIsReadyByNow() {
        // Given
        NextRun begun = next(one);
        begin(begun);

        // When
        NextRun chosen = queue.choose(two, next(two));

        // Then
        assertThat(chosen).isEqualTo(begun);
    }

    @Test
    void shouldBeginAnewWhenThereIsNothingToGoOnWith() {
        // When
        NextRun chosen = queue.choose(two, next(two));

        // Then
        assertThat(chosen.rounds()).containsExactly("r000001", "r000002");
    }

    @Test
    void shouldLeaveARunThatHasEnded() {
        // Given
        NextRun begun = next(one);
        begin(begun);
        TrainerState after = two.after(
                        new TrainingFailed("notes", begun.run(), begun.rounds(), 0, "nan", "", Instant.EPOCH))
                .after(RegistryEvent.of(
                        "f",
                        "notes",
                        "test",
                        "",
                        Instant.EPOCH,
                        new RegistryEvent.TrainingFailed(begun.run(), begun.rounds(), 0, "nan", false)));

        // When
        NextRun chosen = queue.choose(after, next(after));

        // Then
        assertThat(chosen.rounds()).containsExactly("r000001", "r000002");
    }

    @Test
    void shouldLeaveARunOfAnotherModel() {
        // Given
        NextRun other = new NextRun(
                "other",
                "run-other",
                0,
                null,
                null,
                next(one).rounds(),
                next(one).ancestry(),
                0);
        begin(other);

        // When
        NextRun chosen = queue.choose(one, next(one));

        // Then
        assertThat(chosen.model()).isEqualTo("notes");
    }

    private void begin(NextRun run) {
        attempts.begin(RunPlan.draft(run, "a001", "tiny", SETTINGS, null, null, Instant.EPOCH));
    }

    private static NextRun next(TrainerState state) {
        return ((Next.Start) state.next("notes", "tiny")).run();
    }

    private static DatasetReady ready(String round) {
        return new DatasetReady("notes", round, ArtifactRef.of("b", round, "00", 1), 1, 1, false, Instant.EPOCH);
    }
}
