package dev.alluvium.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.settings.CanaryConfig;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainerStateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ArtifactRef ADAPTER = ArtifactRef.of("bucket", "runs/x/a001/adapter/", "00", 1);
    private static final Attestation TRAINED =
            new Attestation(Attestation.Statement.TRAINED, "notes", "00", "trainer", "", NOW);
    private static final TrainingFigures FIGURES = new TrainingFigures(1, 1, 1, 1, 1, 1, 1, 1, 0);

    private TrainerState state = TrainerState.empty().after(event(new RegistryEvent.ModelDeclared("tiny")));

    @Test
    void shouldWaitForTheRegistryToDeclareTheModel() {
        // Given
        TrainerState nothing = TrainerState.empty().after(ready("r000001"));

        // When
        NextAction next = nothing.next("notes", "tiny");

        // Then
        assertThat(idle(next)).contains("not declared");
    }

    @Test
    void shouldWaitWhileNoRoundIsReady() {
        // When
        NextAction next = state.next("notes", "tiny");

        // Then
        assertThat(idle(next)).isEqualTo("waits: no round is ready");
    }

    @Test
    void shouldTakeAllReadyRoundsIntoOneRunFromTheChampion() {
        // Given
        state = state.after(ready("r000002")).after(ready("r000001")).after(ready("r000001"));

        // When
        NextRun run = started(state.next("notes", "tiny"));

        // Then
        assertThat(run.rounds()).containsExactly("r000001", "r000002");
        assertThat(run.parent()).isZero();
        assertThat(run.parentAdapter()).isNull();
        assertThat(run.run()).matches("run-[0-9a-f]{16}");
    }

    @Test
    void shouldWaitWhileACandidateIsUndecidedAndNameIt() {
        // Given
        state = state.after(ready("r000001")).after(trained(1, 0, "r000001")).after(ready("r000002"));

        // When
        NextAction next = state.next("notes", "tiny");

        // Then
        assertThat(idle(next)).isEqualTo("waits: candidate v1 is undecided");
    }

    @Test
    void shouldNameWhatAHeldCandidateWaitsFor() {
        // Given
        state = state.after(ready("r000001"))
                .after(trained(1, 0, "r000001"))
                .after(event(new RegistryEvent.VersionHeld(1, "an approval", true)));

        // When
        NextAction next = state.next("notes", "tiny");

        // Then
        assertThat(idle(next)).contains("v1").contains("an approval");
    }

    @Test
    void shouldStartFromThePromotedVersionAndReplayItsRounds() {
        // Given
        state = state.after(ready("r000001"))
                .after(trained(1, 0, "r000001"))
                .after(event(new RegistryEvent.VersionPromoted(1, 0, true, TRAINED)))
                .after(ready("r000002"));

        // When
        NextRun run = started(state.next("notes", "tiny"));

        // Then
        assertThat(run.parent()).isEqualTo(1);
        assertThat(run.parentAdapter()).isEqualTo(ADAPTER);
        assertThat(run.rounds()).containsExactly("r000002");
        assertThat(run.ancestry()).containsExactly("r000001");
    }

    @Test
    void shouldWaitForTheEndOfAWatch() {
        // Given
        state = promoted()
                .after(ready("r000002"))
                .after(event(new RegistryEvent.WatchStarted(
                        1, "watch", new Baseline(0, new TreeMap<>()), CanaryConfig.DEFAULT.plan())));

        // When
        NextAction watched = state.next("notes", "tiny");
        NextAction after = state.after(event(new RegistryEvent.WatchEnded(1, "watch", Conclusion.PASSED)))
                .next("notes", "tiny");

        // Then
        assertThat(idle(watched)).contains("users may take v1 back until");
        assertThat(state.wanted("notes", 1, List.of("r000002"), null)).isFalse();
        assertThat(started(after).parent()).isEqualTo(1);
    }

    @Test
    void shouldNeitherTrainNorReplayARefusedRound() {
        // Given
        state = state.after(ready("r000001"))
                .after(trained(1, 0, "r000001"))
                .after(event(new RegistryEvent.VersionRejected(1)))
                .after(ready("r000002"));

        // When
        NextRun run = started(state.next("notes", "tiny"));

        // Then
        assertThat(run.rounds()).containsExactly("r000002");
        assertThat(run.ancestry()).isEmpty();
    }

    @Test
    void shouldWaitUntilTheRegistryHasTakenUpItsOwnResult() {
        // Given
        state = state.after(ready("r000001"));
        NextRun run = started(state.next("notes", "tiny"));
        state = state.after(
                new AdapterTrained("notes", run.run(), "a001", run.rounds(), 0, ADAPTER, TRAINED, FIGURES, NOW));

        // When
        NextAction next = state.next("notes", "tiny");

        // Then
        assertThat(idle(next)).contains(run.run());
    }

    @Test
    void shouldTryAFailedRunAgainUnderAnotherName() {
        // Given
        state = state.after(ready("r000001"));
        NextRun first = started(state.next("notes", "tiny"));
        state = state.after(new TrainingFailed("notes", first.run(), first.rounds(), 0, "nan", "", NOW))
                .after(event(new RegistryEvent.TrainingFailed(first.run(), first.rounds(), 0, "nan", false)));

        // When
        NextRun second = started(state.next("notes", "tiny"));

        // Then
        assertThat(second.rounds()).isEqualTo(first.rounds());
        assertThat(second.run()).isNotEqualTo(first.run());
    }

    @Test
    void shouldTrainAStaleVersionsRoundAgainUnderAnotherName() {
        // Given
        state = state.after(ready("r000001"));
        NextRun first = started(state.next("notes", "tiny"));
        state = state.after(trained(1, 0, "r000001")).after(event(new RegistryEvent.VersionReturned(1, true)));

        // When
        NextRun second = started(state.next("notes", "tiny"));

        // Then
        assertThat(second.rounds()).containsExactly("r000001");
        assertThat(second.run()).isNotEqualTo(first.run());
    }

    @Test
    void shouldKeepAPostponedRoundForTheNextOne() {
        // Given
        state = state.after(ready("r000001"))
                .after(trained(1, 0, "r000001"))
                .after(event(new RegistryEvent.VersionReturned(1, true, true)));
        String waits = idle(state.next("notes", "tiny"));

        // When
        NextRun both = started(state.after(ready("r000002")).next("notes", "tiny"));

        // Then
        assertThat(waits).contains("r000001 was postponed", "the next round", "alluvium resume notes");
        assertThat(both.rounds()).containsExactly("r000001", "r000002");
    }

    @Test
    void shouldTrainAPostponedRoundAloneOnceResumed() {
        // Given
        state = state.after(ready("r000001"))
                .after(trained(1, 0, "r000001"))
                .after(event(new RegistryEvent.VersionReturned(1, true, true)));

        // When
        state = state.after(event(new RegistryEvent.Resumed()));

        // Then
        assertThat(started(state.next("notes", "tiny")).rounds()).containsExactly("r000001");
    }

    @Test
    void shouldHoldTrainingWhenTheBaseChanged() {
        // Given
        state = state.after(ready("r000001"));

        // When
        NextAction next = state.next("notes", "s3://bucket/bases/large");

        // Then
        assertThat(held(next)).contains("base changed from tiny").contains("consolidate");
    }

    @Test
    void shouldRebuildBeforeItTrainsWhatIsReady() {
        // Given
        state = promoted().after(ready("r000002")).after(event(new RegistryEvent.ConsolidationOrdered("order-1")));

        // When
        NextRun run = started(state.next("notes", "large"));

        // Then
        assertThat(run.rebuild()).isEqualTo(new Rebuild("order-1", "large"));
        assertThat(run.parent()).isEqualTo(1);
        assertThat(run.parentAdapter()).isNull();
        assertThat(run.rounds()).isEmpty();
        assertThat(run.ancestry()).containsExactly("r000001");
        assertThat(state.wanted("notes", 1, List.of(), run.rebuild())).isTrue();
        assertThat(state.wanted("notes", 1, List.of(), new Rebuild("order-0", "large")))
                .isFalse();
    }

    @Test
    void shouldGoOnFromTheRebuiltVersionOnItsBase() {
        // Given
        state = promoted()
                .after(event(new RegistryEvent.ConsolidationOrdered("order-1")))
                .after(event(new RegistryEvent.VersionTrained(
                        2, "run-2", List.of(), 1, new Rebuild("order-1", "large"), ADAPTER, TRAINED, FIGURES)))
                .after(event(new RegistryEvent.VersionPromoted(2, 1, true, TRAINED)))
                .after(ready("r000002"));

        // When
        NextRun run = started(state.next("notes", "large"));

        // Then
        assertThat(run.rounds()).containsExactly("r000002");
        assertThat(run.parent()).isEqualTo(2);
        assertThat(run.ancestry()).containsExactly("r000001");
        assertThat(held(state.next("notes", "tiny"))).contains("base changed from large to tiny");
    }

    @Test
    void shouldRebuildUnderAnotherNameAfterAnAttemptWithoutVerdict() {
        // Given
        state = promoted().after(event(new RegistryEvent.ConsolidationOrdered("order-1")));
        NextRun first = started(state.next("notes", "tiny"));

        // When
        NextRun second = started(state.after(event(
                        new RegistryEvent.TrainingFailed(first.run(), List.of(), 1, first.rebuild(), "nan", false)))
                .next("notes", "tiny"));

        // Then
        assertThat(second.run()).isNotEqualTo(first.run());
        assertThat(second.rebuild()).isEqualTo(first.rebuild());
    }

    @Test
    void shouldBeginNothingWhileTrainingIsCancelled() {
        // When
        TrainerState cancelled = state.after(ready("r000001")).after(event(new RegistryEvent.TrainingCancelled()));

        // Then
        assertThat(held(cancelled.next("notes", "tiny"))).contains("cancelled").contains("alluvium resume notes");
        assertThat(cancelled.whenResumed("notes", "tiny")).isInstanceOf(NextAction.Start.class);
        assertThat(cancelled.paused("notes")).isTrue();
        assertThat(cancelled.wanted("notes", 0, List.of("r000001"), null)).isFalse();
        assertThat(cancelled.after(event(new RegistryEvent.Resumed())).next("notes", "tiny"))
                .isInstanceOf(NextAction.Start.class);
    }

    private TrainerState promoted() {
        return state.after(ready("r000001"))
                .after(trained(1, 0, "r000001"))
                .after(event(new RegistryEvent.VersionPromoted(1, 0, true, TRAINED)));
    }

    @Test
    void shouldWantARunOnlyWhileItsParentIsTheChampionAndItsRoundsAreReady() {
        // Given
        TrainerState before = state.after(ready("r000001"));

        // When
        TrainerState after = before.after(trained(1, 0, "r000001"));

        // Then
        assertThat(before.wanted("notes", 0, List.of("r000001"), null)).isTrue();
        assertThat(before.wanted("notes", 1, List.of("r000001"), null)).isFalse();
        assertThat(after.wanted("notes", 0, List.of("r000001"), null)).isFalse();
    }

    private static RegistryEvent trained(int version, int parent, String round) {
        return event(new RegistryEvent.VersionTrained(
                version, "run-" + version, List.of(round), parent, ADAPTER, TRAINED, FIGURES));
    }

    private static RegistryEvent event(Change change) {
        return RegistryEvent.of("e", "notes", "test", "", NOW, change);
    }

    private static DatasetReady ready(String round) {
        return new DatasetReady("notes", round, ArtifactRef.of("bucket", "rounds/" + round, "00", 1), 1, 1, false, NOW);
    }

    private static NextRun started(NextAction next) {
        assertThat(next).isInstanceOf(NextAction.Start.class);
        return ((NextAction.Start) next).run();
    }

    private static String held(NextAction next) {
        assertThat(next).isInstanceOf(NextAction.Held.class);
        return ((NextAction.Held) next).why();
    }

    private static String idle(NextAction next) {
        assertThat(next).isInstanceOf(NextAction.Idle.class);
        return ((NextAction.Idle) next).why();
    }
}
