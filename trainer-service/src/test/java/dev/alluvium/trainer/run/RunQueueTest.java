package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.Plans;
import dev.alluvium.trainer.plan.NextAction;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.TrainerState;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunQueueTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Attempts attempts = new Attempts(store);
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
        assertThat(store.list(ObjectKeys.openRuns("notes"))).isEmpty();
    }

    @Test
    void shouldForgetARunThatMakesNoMoreSense() {
        // Given
        NextRun stale = new NextRun("notes", "run-stale", 7, null, null, List.of("r000001"), List.of(), 0);
        begin(stale);

        // When
        NextRun chosen = queue.choose(one, next(one));

        // Then
        assertThat(chosen).isEqualTo(next(one));
        assertThat(store.list(ObjectKeys.openRuns("notes"))).isEmpty();
        assertThat(attempts.newest("run-stale")).isPresent();
    }

    @Test
    void shouldBeginAnewWhereAProcessDiedBetweenTheMarkAndThePlan() {
        // Given
        NextRun marked = next(one);
        begin(marked);
        store.delete(ObjectKeys.plan(marked.run(), "a001"));

        // When
        NextRun chosen = queue.choose(two, next(two));

        // Then
        assertThat(chosen).isEqualTo(next(two));
        assertThat(queue.choose(one, next(one))).isEqualTo(marked);
    }

    @Test
    void shouldGoOnByThePlanAlsoWhereTheMarkIsLost() {
        // Given
        NextRun begun = next(one);
        begin(begun);
        store.delete(ObjectKeys.openRun("notes", begun.run()));

        // When
        NextRun chosen = queue.choose(one, next(one));

        // Then
        assertThat(attempts.newest(chosen.run())).isPresent();
    }

    @Test
    void shouldLookAtNoMoreObjectsHoweverManyRunsCameBefore() {
        // Given
        for (int run = 0; run < 50; run++) {
            begin(new NextRun("notes", "run-%03d".formatted(run), 0, null, null, List.of("r000001"), List.of(), run));
            store.delete(ObjectKeys.openRun("notes", "run-%03d".formatted(run)));
        }
        begin(next(one));
        List<Object> listed = new ArrayList<>();
        ObjectStore watched = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("list")) {
                        listed.add(arguments[0]);
                    }
                    return method.invoke(store, arguments);
                });

        // When
        NextRun chosen = new RunQueue(new Attempts(watched)).choose(one, next(one));

        // Then
        assertThat(chosen).isEqualTo(next(one));
        assertThat(listed).containsExactly("open-runs/notes/", "runs/" + chosen.run() + "/");
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
        attempts.begin(Plans.first(run));
    }

    private static NextRun next(TrainerState state) {
        return ((NextAction.Start) state.next("notes", "tiny")).run();
    }

    private static DatasetReady ready(String round) {
        return new DatasetReady("notes", round, ArtifactRef.of("b", round, "00", 1), 1, 1, false, Instant.EPOCH);
    }
}
