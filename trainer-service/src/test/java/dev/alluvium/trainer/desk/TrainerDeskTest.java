package dev.alluvium.trainer.desk;

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

class TrainerDeskTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final TrainerDesk desk = new TrainerDesk(Map.of("notes", "tiny"), source.withZone(ZoneOffset.UTC));

    @BeforeEach
    void read() {
        desk.update(state -> state.after(
                RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, new RegistryEvent.ModelDeclared("tiny"))));
        desk.update(state -> state.after(
                new DatasetReady("notes", "r000001", ArtifactRef.of("b", "m", "00", 1), 1, 1, false, Instant.EPOCH)));
    }

    @Test
    void shouldHandOutARunThatIsReady() throws InterruptedException {
        // When
        NextRun run = desk.awaitNext(SHORT).orElseThrow();

        // Then
        assertThat(run.rounds()).containsExactly("r000001");
    }

    @Test
    void shouldHoldAModelLongerWithEachFailureAndSayWhy() throws InterruptedException {
        // Given
        NextRun run = desk.awaitNext(SHORT).orElseThrow();
        desk.hold(run, "the base is missing", Duration.ofSeconds(1), Duration.ofSeconds(3));
        boolean heldAtFirst = desk.awaitNext(SHORT).isEmpty();
        now.set(Instant.EPOCH.plusSeconds(1));
        boolean freeAfterOne = desk.awaitNext(SHORT).isPresent();

        // When
        desk.hold(run, "the base is missing", Duration.ofSeconds(1), Duration.ofSeconds(3));

        // Then
        assertThat(heldAtFirst).isTrue();
        assertThat(freeAfterOne).isTrue();
        assertThat(desk.explain().get("notes"))
                .contains("the base is missing")
                .contains("tries again at " + Instant.EPOCH.plusSeconds(3));
    }

    @Test
    void shouldHoldOnlyTheRunThatFailed() throws InterruptedException {
        // Given
        NextRun run = desk.awaitNext(SHORT).orElseThrow();
        desk.holdForOperator(run, "the adapter's shape changed", Duration.ofMinutes(1));
        assertThat(desk.awaitNext(SHORT)).isEmpty();
        assertThat(desk.holding()).containsExactly("notes");

        // When
        desk.update(state -> state.after(
                new DatasetReady("notes", "r000002", ArtifactRef.of("b", "m", "00", 1), 1, 1, false, Instant.EPOCH)));

        // Then
        assertThat(desk.awaitNext(SHORT).orElseThrow().rounds()).containsExactly("r000001", "r000002");
        assertThat(desk.holding()).isEmpty();
    }

    @Test
    void shouldCancelTheRunOfAModelAndBeginNoneUntilResumed() throws InterruptedException {
        // Given
        Job job = desk.begin(desk.awaitNext(SHORT).orElseThrow()).orElseThrow();

        // When
        desk.update(state -> state.after(registry(new RegistryEvent.TrainingCancelled())));

        // Then
        assertThat(job.stop().reason()).contains(StopSignal.Reason.CANCELLED);
        desk.end();
        assertThat(desk.awaitNext(SHORT)).isEmpty();
        assertThat(desk.explain().get("notes")).contains("alluvium resume notes");
        desk.update(state -> state.after(registry(new RegistryEvent.Resumed())));
        assertThat(desk.awaitNext(SHORT)).isPresent();
    }

    private static RegistryEvent registry(RegistryEvent.Change change) {
        return RegistryEvent.of("e2", "notes", "test", "", Instant.EPOCH, change);
    }

    @Test
    void shouldStopARunWhoseChampionMoved() throws InterruptedException {
        // Given
        Job job = desk.begin(desk.awaitNext(SHORT).orElseThrow()).orElseThrow();

        // When
        desk.update(state -> state.after(RegistryEvent.of(
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
        NextRun run = desk.awaitNext(SHORT).orElseThrow();
        Job job = desk.begin(run).orElseThrow();

        // When
        desk.close();

        // Then
        assertThat(job.stop().reason()).contains(StopSignal.Reason.CLOSING);
        assertThat(desk.begin(run)).isEmpty();
        assertThat(desk.awaitNext(SHORT)).isEmpty();
    }

    @Test
    void shouldListThePresentRunBeforeThoseThatEnded() throws InterruptedException {
        // Given
        desk.begin(desk.awaitNext(SHORT).orElseThrow());

        // When
        desk.ended(new TrainingFailed("notes", "run-old", List.of("r000000"), 0, "nan", "diverged", Instant.EPOCH));

        // Then
        assertThat(desk.runs()).extracting(RunView::state).containsExactly("preparing", "failed");
        assertThat(desk.runs().get(1).reason()).isEqualTo("nan: diverged");
    }
}
