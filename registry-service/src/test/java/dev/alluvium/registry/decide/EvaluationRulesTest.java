package dev.alluvium.registry.decide;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.ERROR;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.FAILED;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.INCONCLUSIVE;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationRulesTest {
    private final Registry registry = Registry.declared();

    @Test
    void shouldPromoteAVersionThatPassedFromTheChampionAgainstTheChampion() {
        registry.trained("run-a", 0, "r000001");

        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL));

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().round("r000001").stage()).isEqualTo(RoundState.Stage.LIVE);
        assertThat(registry.control)
                .containsExactly(
                        new RoundDecided(Registry.MODEL, "r000001", 1, RoundDecided.Outcome.LIVE, 1, Registry.NOW));
    }

    /** As an evaluator of an earlier version sent it, or one that lost a rule on the way. */
    static Stream<Arguments> gaps() {
        return Stream.of(
                arguments(List.of(), "no general suite shows what the version forgot"),
                arguments(List.of(rule("general", Status.NOT_APPLICABLE)), "no general suite"),
                arguments(List.of(rule("general", Status.ADVISORY)), "no general suite"),
                arguments(List.of(rule("general", Status.MISSING)), "its rule general is MISSING"),
                arguments(
                        List.of(rule("general", Status.PASSED), rule("earlier-facts", Status.FAILED)),
                        "its rule earlier-facts is FAILED"));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void shouldHoldAPassThatLeavesSomethingOpen(List<RuleResult> rules, String why) {
        // Given
        registry.trained("run-a", 0, "r000001");

        // When
        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL).ruling(rules));

        // Then
        assertThat(registry.model().champion()).isZero();
        assertThat(stage(1)).isEqualTo(Stage.REVIEW);
        assertThat(version(1).needsApproval()).isTrue();
        assertThat(version(1).waitsFor())
                .contains(why, "ends by alluvium promote support@1 or alluvium reject support@1");
        registry.promote(1);
        assertThat(registry.model().champion()).isEqualTo(1);
    }

    private static RuleResult rule(String name, Status status) {
        return new RuleResult(name, status, null, null, null, 0, "so it was");
    }

    @Test
    void shouldTellServingTheChampionWithAllThreeAttestations() {
        registry.promotedVersion("run-a", "r000001");

        DeployedVersion champion = registry.desired.get(1).champion();

        assertThat(champion.adapter()).isEqualTo(Registry.adapter("run-a"));
        assertThat(missing(champion)).isEmpty();
        assertThat(registry.desired.get(1).generation()).isEqualTo(2);
    }

    @Test
    void shouldReturnAVersionThatWasComparedWithAnotherThanTheChampion() {
        registry.promotedVersion("run-a", "r000001");
        registry.trained("run-b", 1, "r000002");

        registry.evaluated(PlayedVerdict.of("run-b", 1, SUCCESSFUL).comparedWith(0));

        assertThat(stage(2)).isEqualTo(Stage.STALE);
        assertThat(registry.model().round("r000002")).isEqualTo(RoundState.ready("r000002"));
    }

    @Test
    void shouldReturnTheSlowerOfTwoCandidatesWithoutAnAttempt() {
        registry.trained("run-a", 0, "r000001");
        registry.trained("run-b", 0, "r000002");

        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL));

        assertThat(stage(1)).isEqualTo(Stage.LIVE);
        assertThat(stage(2)).isEqualTo(Stage.STALE);
        assertThat(registry.model().round("r000002")).isEqualTo(RoundState.ready("r000002"));
    }

    @Test
    void shouldRefuseAFailedVersionAndItsRounds() {
        registry.trained("run-a", 0, "r000001", "r000002");

        registry.evaluated(PlayedVerdict.of("run-a", 0, FAILED));

        assertThat(stage(1)).isEqualTo(Stage.REJECTED);
        assertThat(registry.control)
                .extracting(command -> ((RoundDecided) command).outcome())
                .containsExactly(RoundDecided.Outcome.REFUSED, RoundDecided.Outcome.REFUSED);
        assertThat(registry.desired).hasSize(1);
    }

    @Test
    void shouldHoldAPassedVersionWhileFrozenAndPromoteItOnResume() {
        registry.freeze();
        registry.trained("run-a", 0, "r000001");

        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL));

        assertThat(stage(1)).isEqualTo(Stage.REVIEW);
        assertThat(version(1).waitsFor()).contains("resume");
        registry.resume();
        assertThat(registry.model().champion()).isEqualTo(1);
    }

    @Test
    void shouldHoldForAnApprovalThatResumeDoesNotGive() {
        registry.freeze();
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, INCONCLUSIVE).needingApproval());

        registry.resume();

        assertThat(stage(1)).isEqualTo(Stage.REVIEW);
        registry.promote(1);
        assertThat(registry.model().champion()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpARoundAfterItsLastAttemptButNotItsCompanion() {
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, INCONCLUSIVE));
        registry.trained("run-b", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-b", 0, ERROR));
        registry.trained("run-c", 0, "r000001", "r000002");

        registry.evaluated(PlayedVerdict.of("run-c", 0, INCONCLUSIVE));

        assertThat(registry.model().round("r000001").stage()).isEqualTo(RoundState.Stage.QUARANTINED);
        assertThat(registry.model().round("r000002").stage()).isEqualTo(RoundState.Stage.READY);
        assertThat(registry.control).hasSize(1);
    }

    @Test
    void shouldNotPromoteOnAVerdictThatNoTrustedEvaluatorSigned() {
        registry.trained("run-a", 0, "r000001");

        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL).untrusted());

        assertThat(registry.model().champion()).isZero();
        assertThat(registry.model().round("r000001").attempts()).isEqualTo(1);
    }

    @Test
    void shouldKeepAVerdictThatComesBeforeItsAdapter() {
        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL));

        registry.trained("run-a", 0, "r000001");

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().deferred()).isEmpty();
    }

    @Test
    void shouldKeepTheEarlyVerdictsOfRacingAttemptsApart() {
        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL));
        registry.evaluated(PlayedVerdict.of("run-a", 0, FAILED).ofAttempt("/a2"));

        registry.trained("run-a", 0, "r000001");

        assertThat(registry.model().champion()).isEqualTo(1);
        assertThat(registry.model().deferred()).isEmpty();
    }

    @Test
    void shouldNotJudgeTheRegisteredAdapterByAnotherAttemptsVerdict() {
        registry.trained("run-a", 0, "r000001");

        RegistryDecision decision =
                registry.evaluated(PlayedVerdict.of("run-a", 0, FAILED).ofAttempt("/a2"));

        assertThat(decision).isInstanceOf(RegistryDecision.Nothing.class);
        assertThat(stage(1)).isEqualTo(Stage.TRAINED);
    }

    @Test
    void shouldLetAnOperatorDecideOnARefusedVersionThatPassesANewEvaluation() {
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, FAILED));

        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL).named("e2"));

        assertThat(stage(1)).isEqualTo(Stage.REVIEW);
        registry.promote(1);
        assertThat(registry.model().round("r000001").generation()).isEqualTo(2);
        assertThat(registry.model().champion()).isEqualTo(1);
    }

    @Test
    void shouldDoNothingOnARepeatedVerdict() {
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL));

        assertThat(registry.evaluated(PlayedVerdict.of("run-a", 0, SUCCESSFUL)))
                .isInstanceOf(RegistryDecision.Nothing.class);
    }

    @Test
    void shouldHoldThePassOfAThirdVerdictOnTheSameRecords() {
        // Given
        refused("run-a", "r000001");
        refused("run-b", "r000002");
        registry.trained("run-c", 0, "r000003");

        // When
        registry.evaluated(PlayedVerdict.of("run-c", 0, SUCCESSFUL).on("same"));

        // Then
        assertThat(stage(3)).isEqualTo(Stage.REVIEW);
        assertThat(version(3).waitsFor())
                .contains("judged 2 times against version 0", "ends by alluvium promote support@3");
        assertThat(version(3).needsApproval()).isTrue();
        registry.resume();
        assertThat(registry.model().champion()).isZero();
        registry.promote(3);
        assertThat(registry.model().champion()).isEqualTo(3);
    }

    @Test
    void shouldRefuseTheThirdVersionThatFails() {
        refused("run-a", "r000001");
        refused("run-b", "r000002");

        refused("run-c", "r000003");

        assertThat(stage(3)).isEqualTo(Stage.REJECTED);
    }

    @Test
    void shouldPromoteOnTheSecondVerdict() {
        refused("run-a", "r000001");
        registry.trained("run-b", 0, "r000002");

        registry.evaluated(PlayedVerdict.of("run-b", 0, SUCCESSFUL).on("same"));

        assertThat(registry.model().champion()).isEqualTo(2);
    }

    @Test
    void shouldCountNeitherOtherRecordsNorOtherParentsNorVerdictsThatWereNone() {
        // Given
        refused("run-a", "r000001");
        registry.trained("run-b", 0, "r000002");
        registry.evaluated(PlayedVerdict.of("run-b", 0, INCONCLUSIVE).on("same"));
        registry.trained("run-c", 0, "r000003");
        registry.evaluated(PlayedVerdict.of("run-c", 0, SUCCESSFUL).on("other"));
        registry.trained("run-d", 3, "r000004");
        registry.evaluated(PlayedVerdict.of("run-d", 3, FAILED).on("same"));
        registry.trained("run-e", 3, "r000005");

        // When
        registry.evaluated(PlayedVerdict.of("run-e", 3, SUCCESSFUL).on("same"));

        // Then
        assertThat(registry.model().champion()).isEqualTo(5);
        assertThat(registry.model().verdicts().of("same", 0)).isEqualTo(1);
        assertThat(registry.model().verdicts().of("same", 3)).isEqualTo(2);
    }

    @Test
    void shouldCountTheNewEvaluationsOfARefusedVersionToo() {
        // Given
        refused("run-a", "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, FAILED).on("same").named("e2"));

        // When
        RegistryDecision third = registry.evaluated(
                PlayedVerdict.of("run-a", 0, SUCCESSFUL).on("same").named("e3"));

        // Then
        assertThat(third).isInstanceOf(RegistryDecision.Nothing.class);
        assertThat(stage(1)).isEqualTo(Stage.REJECTED);
        assertThat(registry.model().verdicts().of("same", 0)).isEqualTo(2);
    }

    private void refused(String run, String round) {
        registry.trained(run, registry.model().champion(), round);
        registry.evaluated(
                PlayedVerdict.of(run, registry.model().champion(), FAILED).on("same"));
    }

    private Set<?> missing(DeployedVersion version) {
        return registry.keys()
                .verifier
                .missing(
                        version.attestations(),
                        Registry.MODEL,
                        version.adapter().sha256());
    }

    private VersionState version(int number) {
        return registry.model().versions().get(number);
    }

    private Stage stage(int number) {
        return version(number).stage();
    }
}
