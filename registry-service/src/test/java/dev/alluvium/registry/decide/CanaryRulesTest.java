package dev.alluvium.registry.decide;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import dev.alluvium.settings.CanaryConfig;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CanaryRulesTest {
    private final Registry registry = Registry.declared().canary(CanaryConfig.DEFAULT.watched(Duration.ZERO));

    @Test
    void shouldTryWhatPassedOnUsersFirst() {
        passed("run-a", "r000001");

        ServingDesired desired = registry.desired.get(registry.desired.size() - 1);
        assertThat(stage(1)).isEqualTo(Stage.CANARY);
        assertThat(registry.model().champion()).isZero();
        assertThat(desired.champion().version()).isZero();
        assertThat(Objects.requireNonNull(desired.challenger()).version()).isEqualTo(1);
        assertThat(desired.share()).isEqualTo(0.1);
        assertThat(desired.experiment()).isEqualTo(registry.model().canary().experiment());
    }

    @Test
    void shouldPromoteWhatUsersLikeBetter() {
        passed("run-a", "r000001");

        registry.concluded(Conclusion.BETTER);

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().canary()).isNull();
        assertThat(round("r000001")).isEqualTo(RoundState.Stage.LIVE);
        assertThat(registry.desired.get(registry.desired.size() - 1).challenger())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"BETTER", "GUARDS_HELD", "INCONCLUSIVE"})
    void shouldPromoteNothingFromTheShadow(Conclusion conclusion) {
        registry.canary(CanaryConfig.DEFAULT.with(0.1, null, TrialMode.SHADOW));
        passed("run-a", "r000001");
        assertThat(registry.desired.get(registry.desired.size() - 1).mode()).isEqualTo(TrialMode.SHADOW);

        registry.concluded(conclusion);

        assertThat(registry.model().champion()).isZero();
        assertThat(stage(1)).isEqualTo(Stage.REVIEW);
    }

    @ParameterizedTest
    @EnumSource(names = {"WORSE", "GUARD_BROKEN"})
    void shouldRefuseWhatUsersLikeLess(Conclusion conclusion) {
        passed("run-a", "r000001");

        registry.concluded(conclusion);

        assertThat(registry.model().champion()).isZero();
        assertThat(stage(1)).isEqualTo(Stage.REJECTED);
        assertThat(round("r000001")).isEqualTo(RoundState.Stage.QUARANTINED);
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN_SPLIT", "INCONCLUSIVE"})
    void shouldAskAnOperatorWhereNothingIsShown(Conclusion conclusion) {
        passed("run-a", "r000001");

        registry.concluded(conclusion);

        assertThat(stage(1)).isEqualTo(Stage.REVIEW);
        assertThat(registry.model().get(1).waitsFor()).contains("users say so", "promote or reject");
        assertThat(registry.promote(1)).isInstanceOf(RegistryDecision.Accepted.class);
    }

    @Test
    void shouldIgnoreTheEndOfAnExperimentThatIsOver() {
        passed("run-a", "r000001");
        String over = registry.model().canary().experiment();
        registry.concluded(Conclusion.BETTER);

        assertThat(registry.concluded(over, Conclusion.WORSE)).isInstanceOf(Nothing.class);
        assertThat(registry.model().champion()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatPassedWhilePromotionIsFrozen() {
        passed("run-a", "r000001");
        registry.freeze();

        registry.concluded(Conclusion.BETTER);

        assertThat(registry.model().champion()).isZero();
        assertThat(stage(1)).isEqualTo(Stage.REVIEW);
    }

    @Test
    void shouldEndTheExperimentWithARollbackOfTheChampion() {
        passed("run-a", "r000001");
        registry.concluded(Conclusion.BETTER);
        passed("run-b", "r000002");

        registry.rollback(null);

        assertThat(registry.model().canary()).isNull();
        assertThat(registry.model().champion()).isZero();
        assertThat(stage(2)).isEqualTo(Stage.STALE);
        assertThat(round("r000002")).isEqualTo(RoundState.Stage.READY);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BETTER", "GUARDS_HELD"})
    void shouldLeaveAVersionThatWasRolledBackAsItWas(Conclusion conclusion) {
        rolledBack();

        registry.tryOut(1);
        assertThat(stage(1)).isEqualTo(Stage.CANARY);
        registry.concluded(conclusion);

        assertThat(stage(1)).isEqualTo(Stage.ROLLED_BACK);
        assertThat(round("r000001")).isEqualTo(RoundState.Stage.QUARANTINED);
    }

    @Test
    void shouldPromoteAgainWhatAnOperatorTriedEvenWhileFrozen() {
        rolledBack();
        registry.tryOut(1);

        registry.concluded(Conclusion.BETTER);

        assertThat(registry.model().frozen()).isTrue();
        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(round("r000001")).isEqualTo(RoundState.Stage.LIVE);
    }

    @Test
    void shouldPromoteOrRejectInMidExperimentWhenOrdered() {
        passed("run-a", "r000001");
        registry.promote(1);
        passed("run-b", "r000002");
        registry.reject(2);

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().canary()).isNull();
        assertThat(stage(2)).isEqualTo(Stage.REJECTED);
    }

    @Test
    void shouldRunOneExperimentAtATimeAndNoDrillBeside() {
        passed("run-a", "r000001");
        registry.concluded(Conclusion.BETTER);
        passed("run-b", "r000002");

        assertThat(((Refused) registry.tryOut(2)).code()).isEqualTo("canary");
        assertThat(((Refused) registry.drill()).code()).isEqualTo("canary");
    }

    @Test
    void shouldNotTryAVersionThatIsOnAnotherBase() {
        passed("run-a", "r000001");
        registry.concluded(Conclusion.BETTER);
        registry.consolidate();
        registry.rebuilt(
                "run-b", 1, new Rebuild(registry.model().consolidation().order(), "other"));

        registry.evaluated(PlayedVerdict.of("run-b", 1, SUCCESSFUL));

        assertThat(stage(2)).isEqualTo(Stage.REVIEW);
        assertThat(registry.model().get(2).waitsFor()).contains("on base other", "promote or reject");
        assertThat(((Refused) registry.tryOut(2)).code()).isEqualTo("other-base");
        assertThat(registry.promote(2)).isInstanceOf(RegistryDecision.Accepted.class);
    }

    private void passed(String run, String round) {
        int champion = registry.model().champion();
        registry.trained(run, champion, round);
        registry.evaluated(PlayedVerdict.of(run, champion, SUCCESSFUL));
    }

    private void rolledBack() {
        passed("run-a", "r000001");
        registry.concluded(Conclusion.BETTER);
        registry.rollback(null);
    }

    private Stage stage(int version) {
        return registry.model().get(version).stage();
    }

    private RoundState.Stage round(String name) {
        return registry.model().round(name).stage();
    }
}
