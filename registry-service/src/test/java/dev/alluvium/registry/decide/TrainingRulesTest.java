package dev.alluvium.registry.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import org.junit.jupiter.api.Test;

class TrainingRulesTest {
    private final Registry registry = Registry.declared();

    @Test
    void shouldGiveAnAdapterTheNextNumberAndTakeItsRounds() {
        registry.trained("run-a", 0, "r000001");

        assertThat(registry.model().openCandidate().orElseThrow().version()).isEqualTo(1);
        assertThat(registry.model().round("r000001").heldBy(1)).isTrue();
        assertThat(registry.control).isEmpty();
    }

    @Test
    void shouldNumberARunOnce() {
        registry.trained("run-a", 0, "r000001");

        assertThat(registry.trained("run-a", 0, "r000001"))
                .isInstanceOf(dev.alluvium.registry.decide.RegistryDecision.Nothing.class);
        assertThat(registry.model().nextVersion()).isEqualTo(2);
    }

    @Test
    void shouldReturnARunOverRoundsThatAnotherRunHas() {
        registry.trained("run-a", 0, "r000001");

        registry.trained("run-b", 0, "r000001", "r000002");

        assertThat(registry.model().versions().get(2).stage()).isEqualTo(Stage.STALE);
        assertThat(registry.model().round("r000001").heldBy(1)).isTrue();
        assertThat(registry.model().round("r000002").stage()).isEqualTo(RoundState.Stage.READY);
    }

    @Test
    void shouldReturnARunThatStartedFromAFormerChampion() {
        registry.promotedVersion("run-a", "r000001");

        registry.trained("run-b", 0, "r000002");

        assertThat(registry.model().versions().get(2).stage()).isEqualTo(Stage.STALE);
        assertThat(registry.model().round("r000002").attempts()).isZero();
    }

    @Test
    void shouldNotTrainALiveRoundAgain() {
        registry.promotedVersion("run-a", "r000001");

        registry.trained("run-b", 1, "r000001");
        registry.evaluated(PlayedVerdict.of("run-b", 1, EvaluationDecision.SUCCESSFUL));

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().round("r000001").generation()).isEqualTo(1);
    }

    @Test
    void shouldQuarantineARoundAfterItsLastFailedRun() {
        registry.failed("run-a", "nan", "r000001");
        registry.failed("run-b", "nan", "r000001");
        registry.failed("run-b", "nan", "r000001");
        assertThat(registry.control).isEmpty();

        registry.failed("run-c", "nan", "r000001", "r000002");

        assertThat(registry.control)
                .containsExactly(new RoundDecided(
                        Registry.MODEL, "r000001", 1, RoundDecided.Outcome.REFUSED, null, Registry.NOW));
        assertThat(registry.model().round("r000002").attempts()).isEqualTo(1);
    }

    @Test
    void shouldQuarantineAtOnceWhatHoldsNothingToTrain() {
        registry.failed("run-a", "nothing-to-train", "r000001");

        assertThat(registry.model().round("r000001").stage()).isEqualTo(RoundState.Stage.QUARANTINED);
    }

    @Test
    void shouldGiveNoNumberToAnAdapterThatNoTrustedTrainerSigned() {
        registry.trainedBySomebody("run-a", 0, "r000001");

        assertThat(registry.model().nextVersion()).isEqualTo(1);
        assertThat(registry.model().failedRuns()).containsExactly("run-a");
    }

    @Test
    void shouldNotLetAnUnknownParentStopTheModel() {
        registry.trained("run-a", 7, "r000001");

        assertThat(registry.model().round("r000001").attempts()).isEqualTo(1);
        assertThat(registry.model().openCandidate()).isEmpty();
    }
}
