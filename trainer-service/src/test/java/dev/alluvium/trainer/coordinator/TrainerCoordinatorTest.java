package dev.alluvium.trainer.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.run.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainerCoordinatorTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final TrainerCoordinator coordinator =
            new TrainerCoordinator(Map.of("notes", "tiny"), source.withZone(ZoneOffset.UTC));

    @BeforeEach
    void read() {
        coordinator.update(state -> state.after(
                RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, new RegistryEvent.ModelDeclared("tiny"))));
        coordinator.update(state -> state.after(
                new DatasetReady("notes", "r000001", ArtifactRef.of("b", "m", "00", 1), 1, 1, false, Instant.EPOCH)));
    }

    @Test
    void shouldHandOutARunThatIsReady() throws InterruptedException {
        // When
        NextRun run = coordinator.awaitNext(SHORT).orElseThrow();

        // Then
        assertThat(run.rounds()).containsExactly("r000001");
    }

    @Test
    void shouldHoldAModelLongerWithEachFailureAndSayWhy() throws InterruptedException {
        // Given
        NextRun run = coordinator.awaitNext(SHORT).orElseThrow();
        coordinator.hold(run, "the base is missing", Duration.ofSeconds(1), Duration.ofSeconds(3));
        boolean heldAtFirst = coordinator.awaitNext(SHORT).isEmpty();
        now.set(Instant.EPOCH.plusSeconds(1));
        boolean freeAfterOne = coordinator.awaitNext(SHORT).isPresent();

        // When
        coordinator.hold(run, "the base is missing", Duration.ofSeconds(1), Duration.ofSeconds(3));

        // Then
        assertThat(heldAtFirst).isTrue();
        assertThat(freeAfterOne).isTrue();
        assertThat(coordinator.explain().get("notes"))
                .contains("the base is missing")
                .contains("tries again at " + Instant.EPOCH.plusSeconds(3));
    }

    @Test
    void shouldHoldOnlyTheRunThatFailed() throws InterruptedException {
        // Given
        NextRun run = coordinator.awaitNext(SHORT).orElseThrow();
        coordinator.holdForOperator(run, "the adapter's shape changed", Duration.ofMinutes(1));
        assertThat(coordinator.awaitNext(SHORT)).isEmpty();
        assertThat(coordinator.holding()).containsExactly("notes");

        // When
        coordinator.update(state -> state.after(
                new DatasetReady("notes", "r000002", ArtifactRef.of("b", "m", "00", 1), 1, 1, false, Instant.EPOCH)));

        // Then
        assertThat(coordinator.awaitNext(SHORT).orElseThrow().rounds()).containsExactly("r000001", "r000002");
        assertThat(coordinator.holding()).isEmpty();
    }

    @Test
    void shouldCancelTheRunOfAModelAndBeginNoneUntilResumed() throws InterruptedException {
        // Given
        CurrentRun job =
                coordinator.begin(coordinator.awaitNext(SHORT).orElseThrow()).orElseThrow();

        // When
        coordinator.update(state -> state.after(registry(new RegistryEvent.TrainingCancelled())));

        // Then
        assertThat(job.stop().reason()).contains(StopSignal.Reason.CANCELLED);
        coordinator.end();
        assertThat(coordinator.awaitNext(SHORT)).isEmpty();
        assertThat(coordinator.explain().get("notes")).contains("alluvium resume notes");
        coordinator.update(state -> state.after(registry(new RegistryEvent.Resumed())));
        assertThat(coordinator.awaitNext(SHORT)).isPresent();
    }

    private static RegistryEvent registry(RegistryEvent.Change change) {
        return RegistryEvent.of("e2", "notes", "test", "", Instant.EPOCH, change);
    }

    @Test
    void shouldStopARunWhoseChampionMoved() throws InterruptedException {
        // Given
        CurrentRun job =
                coordinator.begin(coordinator.awaitNext(SHORT).orElseThrow()).orElseThrow();

        // When
        coordinator.update(state -> state.after(RegistryEvent.of(
                "e2",
                "notes",
                "test",
                "",
                Instant.EPOCH,
                new RegistryEvent.TrainingFailed("other", job.run().rounds(), 0, "nan", true))));

        // Then
        assertThat(job.stop().reason()).contains(StopSignal.Reason.UNWANTED);
    }

    @Test
    void shouldBeginNothingAndStopTheRunOnceItCloses() throws InterruptedException {
        // Given
        NextRun run = coordinator.awaitNext(SHORT).orElseThrow();
        CurrentRun job = coordinator.begin(run).orElseThrow();

        // When
        coordinator.close();

        // Then
        assertThat(job.stop().reason()).contains(StopSignal.Reason.CLOSING);
        assertThat(coordinator.begin(run)).isEmpty();
        assertThat(coordinator.awaitNext(SHORT)).isEmpty();
    }

    @Test
    void shouldListThePresentRunBeforeThoseThatEnded() throws InterruptedException {
        // Given
        coordinator.begin(coordinator.awaitNext(SHORT).orElseThrow());

        // When
        coordinator.ended(
                new TrainingFailed("notes", "run-old", List.of("r000000"), 0, "nan", "diverged", Instant.EPOCH));

        // Then
        assertThat(coordinator.runs()).extracting(RunView::state).containsExactly("preparing", "failed");
        assertThat(coordinator.runs().get(1).reason()).isEqualTo("nan: diverged");
    }
}
