package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static dev.alluvium.trainer.run.Trainers.FIRST;
import static dev.alluvium.trainer.run.Trainers.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is erased is trained by no run that is planned afterwards, whichever manifest lists the erasure. */
class ErasedRunTest {
    private static final CleanRecord WEIGHT = qa("weight", 1, "How heavy?", "3 kg");
    private static final CleanRecord COLOUR = qa("colour", 1, "Which colour?", "Red");
    private static final CleanRecord PRICE = qa("price", 1, "How much?", "90");
    private static final ErasedFact WEIGHT_IS_GONE = new ErasedFact("weight", WEIGHT.revision());

    @TempDir
    private static Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Attempts attempts = new Attempts(store);
    private final StopSignal stop = new StopSignal();
    private Trainers trainers;

    @BeforeEach
    void prepare() {
        trainers = new Trainers(directory);
        Rounds.put(store, "r000001", List.of(WEIGHT, COLOUR));
    }

    @Test
    void shouldRebuildWithoutWhatARoundErasedThatIsNotOfTheAncestry() {
        // Given
        AdapterTrained before = trained(rebuild("run-2", "o1"));
        erase("r000002");

        // When
        AdapterTrained after = trained(rebuild("run-3", "o2"));

        // Then
        RunPlan plan = attempts.newest("run-3").orElseThrow();
        assertThat(plan.counts().records()).isEqualTo(1);
        assertThat(plan.erased()).containsExactly(WEIGHT_IS_GONE);
        assertThat(after.adapter().sha256()).isNotEqualTo(before.adapter().sha256());
    }

    @Test
    void shouldRepeatNothingThatIsErased() {
        // Given
        InMemoryObjectStore neverKnown = new InMemoryObjectStore();
        Rounds.put(neverKnown, "r000001", List.of(COLOUR));
        AdapterTrained champion = trained(execute(store, FIRST));
        store.list("runs/run-1/a001/adapter/")
                .forEach(key ->
                        neverKnown.putIfAbsent(key, store.get(key).orElseThrow().bytes()));
        Rounds.put(store, "r000002", List.of(PRICE));
        Rounds.put(neverKnown, "r000002", List.of(PRICE));
        erase("r000003");

        // When
        AdapterTrained erased = trained(execute(store, Trainers.second(champion.adapter())));
        AdapterTrained never = trained(execute(neverKnown, Trainers.second(champion.adapter())));

        // Then
        assertThat(erased.adapter().sha256()).isEqualTo(never.adapter().sha256());
    }

    @Test
    void shouldFailARoundOfWhichEverythingIsErased() {
        // Given
        Rounds.put(
                store,
                "notes",
                "r000002",
                List.of(),
                List.of(WEIGHT_IS_GONE, new ErasedFact("colour", COLOUR.revision())));

        // When
        RunEnd end = execute(store, FIRST);

        // Then
        assertThat(Trainers.failed(end).reason()).isEqualTo("nothing-to-train");
    }

    @Test
    void shouldGoOnWithNoAttemptThatTrainsWhatWasErasedMeanwhile() {
        // Given
        trainers.savingEveryStep();
        RunEnd first = trainers.execution(store, "one")
                .execute(FIRST, trainers.model(""), List.of(), stop, Trainers.closingAfter(2, stop));
        erase("r000002");

        // When
        AdapterTrained result = trained(execute(store, FIRST));

        // Then
        assertThat(first).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.CLOSING));
        assertThat(result.attempt()).isEqualTo("a002");
        assertThat(result.figures().changes()).singleElement().satisfies(change -> {
            assertThat(change.step()).isZero();
            assertThat(change.why()).contains("were erased after it was planned");
        });
        assertThat(attempts.newest("run-1").orElseThrow().counts().records()).isEqualTo(1);
    }

    /** A manifest that no ancestry has: of a refused round, or of an erasure alone. */
    private void erase(String round) {
        Rounds.put(store, "notes", round, List.of(), List.of(WEIGHT_IS_GONE));
    }

    private RunEnd rebuild(String run, String order) {
        return execute(
                store,
                new NextRun(
                        "notes", run, 1, null, new Rebuild(order, trainers.base()), List.of(), List.of("r000001"), 0));
    }

    private RunEnd execute(InMemoryObjectStore in, NextRun run) {
        return trainers.execution(in, "one")
                .execute(run, trainers.model(""), List.of(), new StopSignal(), RunListener.NONE);
    }
}
