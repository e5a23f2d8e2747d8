package dev.alluvium.registry.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConsolidationRulesTest {
    private final Registry registry = Registry.declared();

    @Test
    void shouldReplaceTheChampionByARebuildThatPassed() {
        // Given
        registry.promotedVersion("run-a", "r000001");
        Rebuild rebuild = ordered("small");

        // When
        registry.rebuilt("run-b", 1, rebuild);
        registry.evaluated(PlayedVerdict.of("run-b", 1, EvaluationDecision.SUCCESSFUL));

        // Then
        VersionState champion = registry.model().get(2);
        assertThat(registry.model().champion()).isEqualTo(2);
        assertThat(champion.parent()).isEqualTo(1);
        assertThat(registry.model().consolidation()).isNull();
        assertThat(registry.model().championRounds()).containsExactly("r000001");
        assertThat(registry.desired.get(registry.desired.size() - 1).base()).isEqualTo("small");
    }

    @Test
    void shouldServeTheFormerBaseAgainAfterARollback() {
        // Given
        registry.promotedVersion("run-a", "r000001");
        registry.rebuilt("run-b", 1, ordered("small"));
        registry.evaluated(PlayedVerdict.of("run-b", 1, EvaluationDecision.SUCCESSFUL));
        registry.promotedVersion("run-c", "r000002");
        assertThat(registry.model().baseOf(3)).isEqualTo("small");

        // When
        registry.rollback(1);

        // Then
        assertThat(registry.desired.get(registry.desired.size() - 1).base()).isEqualTo("tiny");
        assertThat(registry.model().round("r000001").stage()).isEqualTo(RoundState.Stage.LIVE);
        assertThat(registry.model().round("r000002").stage()).isEqualTo(RoundState.Stage.QUARANTINED);
    }

    @Test
    void shouldKeepTheChampionAndEndTheOrderWhenTheGateRefuses() {
        registry.promotedVersion("run-a", "r000001");
        registry.rebuilt("run-b", 1, ordered("tiny"));

        registry.evaluated(PlayedVerdict.of("run-b", 1, EvaluationDecision.FAILED));

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().consolidation()).isNull();
        assertThat(registry.model().round("r000001").stage()).isEqualTo(RoundState.Stage.LIVE);
    }

    @Test
    void shouldTryAgainWithoutAVerdictAndGiveUpInTheEnd() {
        // Given
        registry.promotedVersion("run-a", "r000001");
        Rebuild rebuild = ordered("tiny");

        // When
        registry.rebuilt("run-b", 1, rebuild);
        registry.evaluated(PlayedVerdict.of("run-b", 1, EvaluationDecision.ERROR));
        registry.rebuildFailed("run-c", 1, rebuild, "nan");

        // Then
        assertThat(Objects.requireNonNull(registry.model().consolidation()).attempts())
                .isEqualTo(2);

        // When
        registry.rebuildFailed("run-d", 1, rebuild, "nan");

        // Then
        assertThat(registry.model().consolidation()).isNull();
        assertThat(registry.log.get(registry.log.size() - 1).reason()).contains("given up");
    }

    @Test
    void shouldRefuseWhereThereIsNothingToRebuild() {
        assertThat(registry.consolidate())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("nothing-to-consolidate"));
    }

    @Test
    void shouldOrderOnce() {
        registry.promotedVersion("run-a", "r000001");

        assertThat(registry.consolidate()).isInstanceOf(Accepted.class);
        assertThat(registry.consolidate()).isInstanceOf(Nothing.class);
    }

    @Test
    void shouldPauseTrainingUntilResumedWhenCancelled() {
        registry.promotedVersion("run-a", "r000001");
        registry.consolidate();

        assertThat(registry.cancel()).isInstanceOf(Accepted.class);

        assertThat(registry.model().paused()).isTrue();
        assertThat(registry.model().consolidation()).isNull();
        assertThat(registry.cancel()).isInstanceOf(Nothing.class);
        assertThat(registry.consolidate()).isInstanceOf(Refused.class);
        assertThat(registry.resume()).isInstanceOf(Accepted.class);
        assertThat(registry.model().paused()).isFalse();
        assertThat(registry.resume()).isInstanceOf(Nothing.class);
    }

    @Test
    void shouldNotQuarantineARoundHoweverOftenItsRunIsCancelled() {
        for (int run = 0; run < 5; run++) {
            registry.cancel();
            registry.failed("run-" + run, "cancelled", "r000001");
            registry.resume();
        }

        assertThat(registry.model().round("r000001").stage()).isEqualTo(RoundState.Stage.READY);
    }

    @Test
    void shouldPutARebuildAsideWhoseOrderWasCancelled() {
        registry.promotedVersion("run-a", "r000001");
        Rebuild rebuild = ordered("tiny");
        registry.cancel();

        registry.rebuilt("run-b", 1, rebuild);

        assertThat(registry.model().get(2).stage()).isEqualTo(VersionState.Stage.STALE);
        assertThat(registry.model().openCandidate()).isEmpty();
    }

    @Test
    void shouldRebuildAgainFromANewChampion() {
        registry.promotedVersion("run-a", "r000001");
        registry.promotedVersion("run-b", "r000002");
        Rebuild rebuild = ordered("tiny");
        registry.rollback(1);

        registry.rebuilt("run-c", 2, rebuild);

        assertThat(registry.model().get(3).stage()).isEqualTo(VersionState.Stage.STALE);
        assertThat(registry.model().consolidation()).isNotNull();
    }

    @Test
    void shouldTakeAnotherBaseWhileNothingIsLearned() {
        // When
        registry.handle(new RegistryCommand.DeclareModel(Registry.MODEL, "small", Registry.NOW));

        // Then
        assertThat(registry.model().base()).isEqualTo("small");
        assertThat(registry.desired.get(registry.desired.size() - 1).base()).isEqualTo("small");

        // When
        registry.promotedVersion("run-a", "r000001");
        registry.handle(new RegistryCommand.DeclareModel(Registry.MODEL, "tiny", Registry.NOW));

        // Then
        assertThat(registry.model().base()).isEqualTo("small");
    }

    private Rebuild ordered(String base) {
        registry.consolidate();
        return new Rebuild(
                Objects.requireNonNull(registry.model().consolidation()).order(), base);
    }
}
