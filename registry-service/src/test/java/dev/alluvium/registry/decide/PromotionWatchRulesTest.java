package dev.alluvium.registry.decide;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.RolledBack;
import dev.alluvium.contracts.registry.RegistryEvent.WatchEnded;
import dev.alluvium.contracts.registry.RegistryEvent.WatchStarted;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import dev.alluvium.settings.CanaryConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromotionWatchRulesTest {
    private final Registry registry = Registry.declared().canary();

    @Test
    void shouldWatchWhatUsersPromotedAgainstTheChampionBefore() {
        promotedByUsers();

        PromotionWatch watch = watch();
        assertThat(watch.version()).isEqualTo(1);
        assertThat(watch.baseline().version()).isZero();
        assertThat(watch.endsAt()).isEqualTo(Registry.NOW.plus(Duration.ofHours(1)));
        ServingDesired desired = registry.desired.get(registry.desired.size() - 1);
        assertThat(desired.experiment()).isEqualTo(watch.watch());
        assertThat(desired.challenger()).isNull();
        assertThat(desired.champion().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"WORSE", "GUARD_BROKEN"})
    void shouldTakeBackWhatUsersFindWorseAndQuarantineItsRound(Conclusion conclusion) {
        promotedByUsers();

        Accepted accepted = (Accepted) registry.watchEnded(conclusion);

        assertThat(registry.model().champion()).isZero();
        assertThat(registry.model().watch()).isNull();
        assertThat(registry.model().frozen()).isTrue();
        assertThat(stage(1)).isEqualTo(Stage.ROLLED_BACK);
        assertThat(round("r000001")).isEqualTo(RoundState.Stage.QUARANTINED);
        assertThat(accepted.events()).extracting(RegistryEvent::actor).containsOnly(RegistryDecider.SELF);
        assertThat(accepted.events())
                .filteredOn(event -> event.change() instanceof RolledBack)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.change()).isEqualTo(new RolledBack(1, 0, false));
                    assertThat(event.reason()).isEqualTo("users say so");
                });
        assertThat(accepted.desired())
                .get()
                .extracting(ServingDesired::experiment)
                .isNull();
    }

    @Test
    void shouldKeepWhatUsersDoNotFindWorse() {
        promotedByUsers();

        registry.watchEnded(Conclusion.PASSED);

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().watch()).isNull();
        assertThat(registry.model().frozen()).isFalse();
        assertThat(round("r000001")).isEqualTo(RoundState.Stage.LIVE);
    }

    @Test
    void shouldDoNothingThatMeansAnotherVersionGenerationOrWatch() {
        promotedByUsers();
        PromotionWatch watch = watch();
        long generation = registry.model().generation();

        List<RegistryDecision> decisions = List.of(
                registry.watchEnded("another", 1, generation, Conclusion.WORSE),
                registry.watchEnded(watch.watch(), 2, generation, Conclusion.WORSE),
                registry.watchEnded(watch.watch(), 1, generation - 1, Conclusion.WORSE));

        assertThat(decisions).allMatch(Nothing.class::isInstance);
        assertThat(watch()).isEqualTo(watch);
    }

    @Test
    void shouldRollBackOnce() {
        promotedByUsers();
        PromotionWatch watch = watch();
        long generation = registry.model().generation();
        registry.watchEnded(watch.watch(), 1, generation, Conclusion.WORSE);

        RegistryDecision again = registry.watchEnded(watch.watch(), 1, generation, Conclusion.WORSE);

        assertThat(again).isInstanceOf(Nothing.class);
        assertThat(changes(RolledBack.class)).hasSize(1);
    }

    @Test
    void shouldCallTheWatchOffInTheTransactionOfARollback() {
        promotedByUsers();
        PromotionWatch watch = watch();

        Accepted accepted = (Accepted) registry.rollback(null);

        assertThat(accepted.events())
                .extracting(RegistryEvent::change)
                .contains(new WatchEnded(1, watch.watch(), null), new RolledBack(1, 0, false));
        assertThat(registry.model().watch()).isNull();
        assertThat(registry.watchEnded(watch.watch(), 1, registry.model().generation(), Conclusion.WORSE))
                .isInstanceOf(Nothing.class);
    }

    @Test
    void shouldRollBackAlsoWhileFrozen() {
        promotedByUsers();
        registry.freeze();

        registry.watchEnded(Conclusion.WORSE);

        assertThat(registry.model().champion()).isZero();
        assertThat(registry.model().frozen()).isTrue();
    }

    @Test
    void shouldWatchNothingThatWasPromotedByHandOrIsNotToBeWatched() {
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL));
        registry.promote(1);
        registry.canary(CanaryConfig.DEFAULT.watched(Duration.ZERO));
        registry.trained("run-b", 1, "r000002");
        registry.evaluated(PlayedVerdict.of("run-b", 1, SUCCESSFUL));
        registry.concluded(Conclusion.BETTER);

        assertThat(registry.model().champion()).isEqualTo(2);
        assertThat(changes(WatchStarted.class)).isEmpty();
    }

    @Test
    void shouldWatchAgainWhatAnOperatorTriesAgain() {
        promotedByUsers();
        registry.watchEnded(Conclusion.WORSE);

        registry.tryOut(1);
        registry.concluded(Conclusion.BETTER);
        registry.watchEnded(Conclusion.GUARD_BROKEN);

        assertThat(changes(WatchStarted.class)).hasSize(2).doesNotHaveDuplicates();
        assertThat(stage(1)).isEqualTo(Stage.ROLLED_BACK);
    }

    @Test
    void shouldDrillAndTryNothingDuringAWatch() {
        promotedByUsers();
        passed("run-b", "r000002", 1);

        assertThat(((Refused) registry.drill()).code()).isEqualTo("watch");
        assertThat(((Refused) registry.tryOut(2)).code()).isEqualTo("watch");
    }

    @Test
    void shouldKeepWhatPassedDuringAWatchUntilItIsOver() {
        promotedByUsers();
        passed("run-b", "r000002", 1);
        assertThat(stage(2)).isEqualTo(Stage.REVIEW);
        assertThat(registry.model().get(2).waitsFor()).contains("version 1 is watched until");

        registry.watchEnded(Conclusion.PASSED);

        assertThat(stage(2)).isEqualTo(Stage.CANARY);
    }

    @Test
    void shouldTrainAgainWhatStartedFromAVersionThatIsTakenBack() {
        promotedByUsers();
        passed("run-b", "r000002", 1);

        registry.watchEnded(Conclusion.WORSE);

        assertThat(stage(2)).isEqualTo(Stage.STALE);
        assertThat(round("r000002")).isEqualTo(RoundState.Stage.READY);
    }

    @Test
    void shouldEndTheWatchWhenAnotherVersionIsPromotedByHand() {
        promotedByUsers();
        passed("run-b", "r000002", 1);

        registry.promote(2);

        assertThat(registry.model().champion()).isEqualTo(2);
        assertThat(registry.model().watch()).isNull();
    }

    private void promotedByUsers() {
        passed("run-a", "r000001", 0);
        registry.concluded(Conclusion.BETTER);
    }

    private void passed(String run, String round, int champion) {
        registry.trained(run, champion, round);
        registry.evaluated(PlayedVerdict.of(run, champion, SUCCESSFUL));
    }

    private PromotionWatch watch() {
        return registry.model().watch();
    }

    private Stage stage(int version) {
        return registry.model().get(version).stage();
    }

    private RoundState.Stage round(String name) {
        return registry.model().round(name).stage();
    }

    private List<RegistryEvent.Change> changes(Class<? extends RegistryEvent.Change> type) {
        return registry.log.stream()
                .map(RegistryEvent::change)
                .filter(type::isInstance)
                .toList();
    }
}
