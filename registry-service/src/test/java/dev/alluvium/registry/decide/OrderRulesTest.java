package dev.alluvium.registry.decide;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.FAILED;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.INCONCLUSIVE;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import dev.alluvium.registry.decide.RegistryCommand.Order;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderRulesTest {
    private final Registry registry = Registry.declared();

    @Test
    void shouldRollBackToTheParentRefuseItsRoundsAndFreeze() {
        registry.promotedVersion("run-a", "r000001");
        registry.promotedVersion("run-b", "r000002");

        registry.rollback(null);

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().previous()).isEqualTo(2);
        assertThat(registry.model().frozen()).isTrue();
        assertThat(last()).isEqualTo(decided("r000002", 2, Outcome.REFUSED, 2));
    }

    @Test
    void shouldRollBackEveryVersionDownToTheOneNamed() {
        registry.promotedVersion("run-a", "r000001");
        registry.promotedVersion("run-b", "r000002");

        registry.rollback(0);

        assertThat(registry.model().versions().get(1).stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(registry.model().versions().get(2).stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(registry.control).hasSize(4);
    }

    @Test
    void shouldSkipARolledBackVersionOnTheWayBack() {
        registry.promotedVersion("run-a", "r000001");
        registry.rollback(null);
        registry.resume();
        registry.promotedVersion("run-b", "r000002");

        registry.rollback(null);

        assertThat(registry.model().champion()).isZero();
    }

    @Test
    void shouldRefuseToRollBackBelowTheBaseOrAside() {
        assertThat(code(registry.rollback(null))).isEqualTo("below-zero");
        registry.promotedVersion("run-a", "r000001");

        assertThat(code(registry.rollback(-1))).isEqualTo("below-zero");
        assertThat(code(registry.rollback(1))).isEqualTo("not-an-ancestor");
        assertThat(code(registry.rollback(9))).isEqualTo("not-an-ancestor");
    }

    @Test
    void shouldDoNothingWhereAnAutomationExpectsAnotherChampion() {
        registry.promotedVersion("run-a", "r000001");

        RegistryDecision decision = registry.handle(
                new RegistryCommand.Rollback(Registry.MODEL, null, false, Registry.order("alarm", null, 2)));

        assertThat(code(decision)).isEqualTo("mismatch");
        assertThat(registry.model().champion()).isEqualTo(1);
    }

    @Test
    void shouldReturnAWaitingCandidateOfTheVersionThatWasRolledBack() {
        registry.promotedVersion("run-a", "r000001");
        registry.trained("run-b", 1, "r000002");
        registry.evaluated(PlayedVerdict.of("run-b", 1, INCONCLUSIVE).needingApproval());

        registry.rollback(null);

        assertThat(registry.model().openCandidate()).isEmpty();
        assertThat(registry.model().round("r000002").stage()).isEqualTo(RoundState.Stage.READY);
    }

    @Test
    void shouldPromoteARolledBackVersionAgainWhileItsParentIsChampion() {
        registry.promotedVersion("run-a", "r000001");
        registry.promotedVersion("run-b", "r000002");
        registry.rollback(null);

        registry.promote(2);

        assertThat(registry.model().champion()).isEqualTo(2);
        assertThat(registry.model().frozen()).isTrue();
        assertThat(last()).isEqualTo(decided("r000002", 3, Outcome.LIVE, 2));
    }

    @Test
    void shouldNotPromoteARolledBackVersionWhoseRoundWasRequeued() {
        registry.promotedVersion("run-a", "r000001");
        registry.rollback(null);
        registry.requeue("r000001");

        assertThat(code(registry.promote(1))).isEqualTo("requeued");
        assertThat(last()).isInstanceOf(ControlCommand.Requeue.class);
    }

    @Test
    void shouldTellCleaningWhatOfARequeuedRoundStaysInQuarantine() {
        registry.promotedVersion("run-a", "r000001");
        registry.rollback(null);
        Exclusion except = new Exclusion(List.of("wiki"), null);

        registry.handle(new RegistryCommand.Requeue(
                Registry.MODEL, "r000001", except, Registry.order("repaired at the source")));

        assertThat(last())
                .isInstanceOfSatisfying(
                        ControlCommand.Requeue.class,
                        it -> assertThat(it.except()).isEqualTo(except));
    }

    @Test
    void shouldNotPromoteAVersionWhoseParentIsNotChampion() {
        registry.promotedVersion("run-a", "r000001");
        registry.promotedVersion("run-b", "r000002");
        registry.rollback(0);

        assertThat(code(registry.promote(2))).isEqualTo("not-champions-child");
    }

    @Test
    void shouldPromoteARefusedVersionOnlyWithAnApprovalAndAReason() {
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, FAILED));

        assertThat(code(registry.promote(1))).isEqualTo("rejected");
        assertThat(code(registry.approve(1, " "))).isEqualTo("rejected");
        registry.approve(1, "the probes were wrong");

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(last()).isEqualTo(decided("r000001", 2, Outcome.LIVE, 1));
    }

    @Test
    void shouldRefuseToPromoteWhatIsUndecidedStaleAnAncestorOrUnknown() {
        registry.trained("run-a", 0, "r000001");
        registry.trained("run-b", 0, "r000002");
        assertThat(code(registry.promote(1))).isEqualTo("undecided");
        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL));

        assertThat(code(registry.promote(2))).isEqualTo("stale");
        assertThat(code(registry.promote(0))).isEqualTo("ancestor");
        assertThat(code(registry.promote(8))).isEqualTo("unknown-version");
        assertThat(registry.promote(1)).isInstanceOf(RegistryDecision.Nothing.class);
    }

    @Test
    void shouldRefuseAVersionInReviewByHand() {
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, INCONCLUSIVE).needingApproval());

        registry.handle(new RegistryCommand.Reject(Registry.MODEL, 1, Registry.order("no")));

        assertThat(registry.model().openCandidate()).isEmpty();
        assertThat(last()).isEqualTo(decided("r000001", 1, Outcome.REFUSED, 1));
    }

    @Test
    void shouldKeepTheRecordsOfAPostponedVersionForTheNextRound() {
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, INCONCLUSIVE).needingApproval());

        registry.postpone(1);

        assertThat(registry.model().get(1).stage()).isEqualTo(Stage.STALE);
        RoundState round = registry.model().round("r000001");
        assertThat(round.stage()).isEqualTo(RoundState.Stage.READY);
        assertThat(round.postponed()).isTrue();
        assertThat(round.attempts()).isZero();
        assertThat(registry.control).isEmpty();
        registry.trained("run-b", 0, "r000001", "r000002");
        assertThat(registry.model().round("r000001").postponed()).isFalse();
        assertThat(registry.model().round("r000001").heldBy(2)).isTrue();
    }

    @Test
    void shouldLetAPostponedRoundTrainAloneOnceResumed() {
        registry.trained("run-a", 0, "r000001");
        registry.postpone(1);

        registry.resume();

        assertThat(registry.model().round("r000001").postponed()).isFalse();
        assertThat(registry.model().round("r000001").stage()).isEqualTo(RoundState.Stage.READY);
        assertThat(registry.resume()).isInstanceOf(RegistryDecision.Nothing.class);
    }

    @Test
    void shouldCallOffTheConsolidationOfAPostponedVersion() {
        registry.promotedVersion("run-a", "r000001");
        registry.consolidate();
        String order = registry.model().consolidation().order();
        registry.rebuilt("run-b", 1, new Rebuild(order, "tiny"));

        registry.postpone(2);

        assertThat(registry.model().consolidation()).isNull();
        assertThat(registry.model().get(2).stage()).isEqualTo(Stage.STALE);
    }

    @Test
    void shouldPostponeOnlyAnUndecidedVersion() {
        registry.promotedVersion("run-a", "r000001");

        assertThat(code(registry.postpone(1))).isEqualTo("not-open");
        assertThat(code(registry.postpone(7))).isEqualTo("not-open");
    }

    @Test
    void shouldDoNothingOfAnyOrderOnAnotherChampionThanExpected() {
        registry.trained("run-a", 0, "r000001");
        Order stale = Registry.order("", null, 3);
        RegistryState before = registry.state();

        assertThat(List.of(
                        new RegistryCommand.Promote(Registry.MODEL, 1, true, null, stale),
                        new RegistryCommand.Reject(Registry.MODEL, 1, stale),
                        new RegistryCommand.Postpone(Registry.MODEL, 1, stale),
                        new RegistryCommand.Rollback(Registry.MODEL, null, false, stale),
                        new RegistryCommand.Freeze(Registry.MODEL, stale),
                        new RegistryCommand.Resume(Registry.MODEL, stale),
                        new RegistryCommand.Cancel(Registry.MODEL, stale),
                        new RegistryCommand.Consolidate(Registry.MODEL, stale),
                        new RegistryCommand.Requeue(Registry.MODEL, "r000001", stale)))
                .allSatisfy(order -> assertThat(code(registry.handle(order))).isEqualTo("mismatch"));
        assertThat(registry.state()).isEqualTo(before);
    }

    @Test
    void shouldQuarantineNothingInADrillAndEndItByPromotion() {
        registry.promotedVersion("run-a", "r000001");
        int told = registry.control.size();

        registry.drill();

        assertThat(registry.model().champion()).isZero();
        assertThat(registry.model().standing()).isEqualTo(1);
        assertThat(registry.model().frozen()).isFalse();
        registry.promote(1);
        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().drill()).isNull();
        assertThat(registry.control).hasSize(told);
    }

    @Test
    void shouldLoseNothingThatIsTrainedOrJudgedDuringADrill() {
        registry.promotedVersion("run-a", "r000001");
        registry.drill();
        registry.trained("run-b", 1, "r000002");
        registry.evaluated(PlayedVerdict.of("run-b", 1, SUCCESSFUL));

        assertThat(registry.model().get(2).stage()).isEqualTo(Stage.REVIEW);
        assertThat(registry.model().get(2).waitsFor()).contains("drill");
        registry.promote(1);

        assertThat(registry.model().champion()).isEqualTo(2);
    }

    @Test
    void shouldKeepAModelFrozenThroughADrill() {
        registry.promotedVersion("run-a", "r000001");
        registry.freeze();

        registry.drill();
        registry.promote(1);

        assertThat(registry.model().frozen()).isTrue();
    }

    @Test
    void shouldMakeADrillReal() {
        registry.promotedVersion("run-a", "r000001");
        registry.drill();

        registry.rollback(0);

        assertThat(registry.model().versions().get(1).stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(last()).isEqualTo(decided("r000001", 2, Outcome.REFUSED, 1));
        registry.resume();
        assertThat(registry.model().frozen()).isFalse();
    }

    @Test
    void shouldRequeueOnlyAQuarantinedRoundAndOnlyOnce() {
        registry.trained("run-a", 0, "r000001");
        assertThat(code(registry.requeue("r000001"))).isEqualTo("not-quarantined");
        assertThat(code(registry.requeue("r000009"))).isEqualTo("not-quarantined");
        registry.evaluated(PlayedVerdict.of("run-a", 0, FAILED));

        registry.requeue("r000001");

        assertThat(registry.requeue("r000001")).isInstanceOf(RegistryDecision.Nothing.class);
        assertThat(registry.control).hasSize(2);
    }

    @Test
    void shouldNameTheModelsWhereOneIsUnknown() {
        RegistryDecision decision = registry.handle(new RegistryCommand.Freeze("sales", Registry.order("")));

        assertThat(((Refused) decision).remedy()).contains(Registry.MODEL);
    }

    private static String code(RegistryDecision decision) {
        return ((Refused) decision).code();
    }

    private ControlCommand last() {
        return registry.control.get(registry.control.size() - 1);
    }

    private static RoundDecided decided(String round, long generation, Outcome outcome, int version) {
        return new RoundDecided(Registry.MODEL, round, generation, outcome, version, Registry.NOW);
    }
}
