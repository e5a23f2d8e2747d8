package dev.alluvium.serving.state;

import static dev.alluvium.serving.state.TestVersions.NOW;
import static dev.alluvium.serving.state.TestVersions.desired;
import static dev.alluvium.serving.state.TestVersions.proof;
import static dev.alluvium.serving.state.TestVersions.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.serving.state.Replica.Limits;
import dev.alluvium.serving.state.ServingState.Refusing;
import dev.alluvium.serving.state.ServingState.Serving;
import dev.alluvium.serving.state.ServingState.Starting;
import dev.alluvium.serving.state.ServingState.Swapping;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplicaTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 2);
    private static final AttestationCheck ADMISSION = new AttestationCheck(TestVersions.verifier());

    private static Replica starting() {
        return Replica.starting(LIMITS, ADMISSION, NOW);
    }

    /** A replica that serves {@code version}, which was wanted at {@code generation}. */
    private static Replica serving(int version, long generation) {
        return serve(starting(), version, generation);
    }

    private static Replica serve(Replica replica, int version, long generation) {
        ServingDesired desired = desired(version, generation);
        Replica next = replica.desired(desired).next();
        return next.state() instanceof Serving
                ? next
                : next.loaded(desired, proof(version)).next();
    }

    private static LiveVersion live(ServingState state) {
        return Objects.requireNonNull(state.live());
    }

    @Test
    void shouldNotBeReadyBeforeAnythingWasDesired() {
        Replica replica = starting();

        assertThat(replica.state()).isEqualTo(new Starting());
        assertThat(replica.ready(NOW)).isFalse();
    }

    @Test
    void shouldLoadWhatIsDesiredAndNotYetResident() {
        Transition step = starting().desired(desired(1, 2));

        assertThat(step.next().state()).isEqualTo(new Swapping(null, desired(1, 2)));
        assertThat(step.effects()).containsExactly(new Effect.Load(desired(1, 2)));
        assertThat(step.next().ready(NOW)).isFalse();
    }

    @Test
    void shouldSwitchThenAnnounceOnceLoaded() {
        Replica swapping = serving(0, 1).desired(desired(1, 2)).next();

        Transition step = swapping.loaded(desired(1, 2), proof(1));

        LiveVersion live = new LiveVersion(proof(1), 2, LiveVersion.Origin.REGISTRY);
        assertThat(step.effects()).containsExactly(new Effect.Switch(live), new Effect.Announce(live));
        assertThat(step.next().state()).isEqualTo(new Serving(live));
        assertThat(step.next().ready(NOW)).isTrue();
    }

    @Test
    void shouldRollBackToAResidentVersionWithoutLoading() {
        Replica promoted = serve(serving(1, 2), 2, 3);

        Transition step = promoted.desired(desired(1, 4));

        LiveVersion live = new LiveVersion(proof(1), 4, LiveVersion.Origin.REGISTRY);
        assertThat(step.effects()).containsExactly(new Effect.Switch(live), new Effect.Announce(live));
    }

    @Test
    void shouldGoOnAnsweringWithTheOldVersionWhileTheNewOneLoads() {
        Transition step = serving(1, 2).desired(desired(2, 3));

        assertThat(step.next().ready(NOW)).isTrue();
        assertThat(step.next().state().live()).isEqualTo(new LiveVersion(proof(1), 2, LiveVersion.Origin.REGISTRY));
    }

    @Test
    void shouldAnswerWithAVersionBeforeTheOneWhoseBytesAreDamagedUntilAnotherIsDesired() {
        VersionRefusal damaged = new VersionRefusal(VersionRefusal.Reason.WRONG_DIGEST, "other bytes");
        Replica refusing = starting()
                .desired(desired(2, 5))
                .next()
                .failed(desired(2, 5), damaged)
                .next();
        assertThat(refusing.wantsStandIn()).contains(desired(2, 5));

        Transition step = refusing.standIn(desired(2, 5), proof(1));

        LiveVersion live = new LiveVersion(proof(1), 4, LiveVersion.Origin.STAND_IN);
        assertThat(step.effects()).containsExactly(new Effect.Switch(live), new Effect.Announce(live));
        assertThat(step.next().ready(NOW)).isTrue();
        assertThat(step.next().wantsStandIn()).isEmpty();
        assertThat(step.next().desired(desired(1, 6)).next().state())
                .isEqualTo(new Serving(new LiveVersion(proof(1), 6, LiveVersion.Origin.REGISTRY)));
    }

    @Test
    void shouldLetNothingStandInWhereAVersionAnswersOrTheStoreIsMerelyAway() {
        VersionRefusal damaged = new VersionRefusal(VersionRefusal.Reason.WRONG_DIGEST, "other bytes");
        VersionRefusal away = new VersionRefusal(VersionRefusal.Reason.UNREACHABLE, "the store is away");

        Replica answering = serving(1, 2)
                .desired(desired(2, 3))
                .next()
                .failed(desired(2, 3), damaged)
                .next();
        Replica waiting = starting()
                .desired(desired(2, 3))
                .next()
                .failed(desired(2, 3), away)
                .next();

        assertThat(answering.wantsStandIn()).isEmpty();
        assertThat(waiting.wantsStandIn()).isEmpty();
        assertThat(answering.standIn(desired(2, 3), proof(0)).next().state()).isEqualTo(answering.state());
    }

    @Test
    void shouldIgnoreWhatIsNotNewer() {
        Replica replica = serving(2, 3);

        assertThat(replica.desired(desired(1, 2))).isEqualTo(new Transition(replica, List.of()));
        assertThat(replica.desired(desired(1, 3))).isEqualTo(new Transition(replica, List.of()));
    }

    @Test
    void shouldBelieveALaterLeaderWhateverItsGeneration() {
        ServingDesired fromLaterLeader = desired(version(1), 2, 1);

        Transition step = serving(2, 9).desired(fromLaterLeader);

        assertThat(step.effects()).containsExactly(new Effect.Load(fromLaterLeader));
    }

    @Test
    void shouldKeepALateLoadResidentButNotAnswerWithIt() {
        Replica overtaken = serving(0, 1)
                .desired(desired(1, 2))
                .next()
                .desired(desired(0, 3))
                .next();

        Transition step = overtaken.loaded(desired(1, 2), proof(1));

        assertThat(step.effects()).isEmpty();
        assertThat(step.next().state().live()).isEqualTo(new LiveVersion(proof(0), 3, LiveVersion.Origin.REGISTRY));
        assertThat(step.next().resident()).contains(proof(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAINED", "EVALUATED", "ADMITTED"})
    void shouldRefuseAnAdapterThatLacksAnAttestation(Statement absent) {
        DeployedVersion full = version(2);
        DeployedVersion stripped = new DeployedVersion(
                2,
                full.adapter(),
                full.attestations().stream()
                        .filter(attestation -> attestation.statement() != absent)
                        .toList());

        Transition step = serving(1, 2).desired(desired(stripped, 1, 3));

        assertThat(step.effects()).isEmpty();
        assertThat(step.next().state()).isInstanceOfSatisfying(Refusing.class, refusing -> {
            assertThat(refusing.refusal().reason()).isEqualTo(VersionRefusal.Reason.UNATTESTED);
            assertThat(refusing.refusal().detail()).contains("notes@2", absent.name());
            assertThat(live(refusing).proof()).isEqualTo(proof(1));
        });
        assertThat(step.next().ready(NOW)).isTrue();
    }

    @Test
    void shouldRefuseAttestationsOverOtherBytes() {
        DeployedVersion swapped =
                new DeployedVersion(2, version(2).adapter(), version(3).attestations());

        Transition step = serving(1, 2).desired(desired(swapped, 1, 3));

        assertThat(step.next().state()).isInstanceOf(Refusing.class);
    }

    @Test
    void shouldRefuseAnAttestedVersionAgainOnceResidentIfItsWordIsGone() {
        Replica promoted = serve(serving(1, 2), 2, 3);
        DeployedVersion bare = new DeployedVersion(1, version(1).adapter(), List.of());

        Transition step = promoted.desired(desired(bare, 1, 4));

        assertThat(step.next().state()).isInstanceOf(Refusing.class);
        assertThat(live(step.next().state()).proof()).isEqualTo(proof(2));
    }

    @Test
    void shouldRefuseOtherBytesThanTheRegistryNames() {
        Replica swapping = serving(1, 2).desired(desired(2, 3)).next();

        Transition step = swapping.loaded(desired(2, 3), new VersionProof(2, "00", "fingerprint"));

        assertThat(step.next().state())
                .isInstanceOfSatisfying(
                        Refusing.class,
                        refusing ->
                                assertThat(refusing.refusal().reason()).isEqualTo(VersionRefusal.Reason.WRONG_DIGEST));
        assertThat(live(step.next().state()).proof()).isEqualTo(proof(1));
    }

    @Test
    void shouldTryAgainWithTheHeartbeatWhenTheStoreWasAway() {
        Replica refusing = serving(1, 2)
                .desired(desired(2, 3))
                .next()
                .failed(desired(2, 3), new VersionRefusal(VersionRefusal.Reason.UNREACHABLE, "no store"))
                .next();

        Transition step = refusing.beat(NOW);

        assertThat(step.effects())
                .containsExactly(
                        new Effect.Announce(new LiveVersion(proof(1), 2, LiveVersion.Origin.REGISTRY)),
                        new Effect.Load(desired(2, 3)));
        assertThat(step.next().beat(NOW).effects()).doesNotContain(new Effect.Load(desired(2, 3)));
    }

    @Test
    void shouldNotTryAgainWhatCannotHelp() {
        Replica refusing = serving(1, 2)
                .desired(desired(2, 3))
                .next()
                .failed(desired(2, 3), new VersionRefusal(VersionRefusal.Reason.WRONG_DIGEST, "other bytes"))
                .next();

        assertThat(refusing.beat(NOW).effects())
                .containsExactly(new Effect.Announce(new LiveVersion(proof(1), 2, LiveVersion.Origin.REGISTRY)));
    }

    @Test
    void shouldStopBeingReadyAndProvingAfterItsLease() {
        Replica replica = serving(1, 2).contacted(NOW.plusSeconds(10));

        assertThat(replica.ready(NOW.plusSeconds(40))).isTrue();
        assertThat(replica.ready(NOW.plusSeconds(41))).isFalse();
        assertThat(replica.beat(NOW.plusSeconds(41)).effects()).isEmpty();
    }

    @Test
    void shouldBeReadyAgainOnContact() {
        Replica expired = serving(1, 2);

        Replica back = expired.contacted(NOW.plusSeconds(100));

        assertThat(back.ready(NOW.plusSeconds(101))).isTrue();
    }

    @Test
    void shouldKeepTheVersionThatAnswersAndTheOneBeforeResident() {
        Replica replica = serve(serve(serving(1, 2), 2, 3), 3, 4);

        assertThat(replica.resident()).containsExactly(proof(3), proof(2));
    }

    @Test
    void shouldEvictTheLeastRecentlyUsed() {
        Replica swapping = serve(serving(1, 2), 2, 3).desired(desired(3, 4)).next();

        Transition step = swapping.loaded(desired(3, 4), proof(3));

        assertThat(step.effects()).endsWith(new Effect.Evict(proof(1)));
    }

    @Test
    void shouldNotEvictWhatAnswersForALateLoad() {
        Replica overtaken = serve(serving(1, 2), 2, 3);

        Replica twoLateLoads = overtaken
                .loaded(desired(4, 1), proof(4))
                .next()
                .loaded(desired(5, 1), proof(5))
                .next();

        assertThat(twoLateLoads.resident()).contains(proof(2));
    }

    @Test
    void shouldGoOnWithTheLastProvedVersionForWhatIsLeftOfItsLease() {
        Replica restored = Replica.restored(LIMITS, ADMISSION, proof(1), 7, NOW.minusSeconds(10));

        assertThat(live(restored.state()).origin()).isEqualTo(LiveVersion.Origin.CACHE);
        assertThat(restored.ready(NOW.plusSeconds(20))).isTrue();
        assertThat(restored.ready(NOW.plusSeconds(21))).isFalse();
    }

    @Test
    void shouldConfirmARestoredVersionWithoutLoading() {
        Replica restored = Replica.restored(LIMITS, ADMISSION, proof(1), 7, NOW);

        Transition step = restored.desired(desired(1, 7));

        assertThat(step.effects())
                .startsWith(new Effect.Switch(new LiveVersion(proof(1), 7, LiveVersion.Origin.REGISTRY)));
    }

    @Test
    void shouldAnswerNobodyAndLoadAgainWhatALostServerHeld() {
        Replica serving = serving(1, 4);

        Transition step = serving.lost(Set.of(proof(1)), desired(1, 4));

        assertThat(step.next().ready(NOW)).isFalse();
        assertThat(step.next().resident()).isEmpty();
        assertThat(step.effects()).containsExactly(new Effect.Load(desired(1, 4)));
        assertThat(step.next().loaded(desired(1, 4), proof(1)).next().ready(NOW))
                .isTrue();
    }

    @Test
    void shouldGoOnAnsweringWhereAVersionIsLostThatDoesNotAnswer() {
        Replica serving = serve(serving(1, 4), 2, 5);

        Transition step = serving.lost(Set.of(proof(1)), desired(2, 5));

        assertThat(step.next().ready(NOW)).isTrue();
        assertThat(step.next().resident()).containsExactly(proof(2));
        assertThat(step.effects()).isEmpty();
        assertThat(step.next().desired(desired(1, 6)).effects()).containsExactly(new Effect.Load(desired(1, 6)));
    }

    @Test
    void shouldNotLoadTwiceWhatIsLostWhileAnotherVersionIsLoading() {
        Replica swapping = serving(1, 4).desired(desired(2, 5)).next();

        Transition step = swapping.lost(Set.of(proof(1)), desired(2, 5));

        assertThat(step.next().state()).isEqualTo(new Swapping(null, desired(2, 5)));
        assertThat(step.effects()).isEmpty();
    }

    @Test
    void shouldKeepItsReasonWhereTheVersionBeforeIsLostToo() {
        VersionRefusal slow = new VersionRefusal(VersionRefusal.Reason.SLOW, "slow");
        Replica refusing = serving(1, 4)
                .desired(desired(2, 5))
                .next()
                .failed(desired(2, 5), slow)
                .next();

        Transition step = refusing.lost(Set.of(proof(1)), desired(2, 5));

        assertThat(step.next().state()).isEqualTo(new Refusing(null, desired(2, 5), slow));
        assertThat(step.next().beat(NOW).effects()).containsExactly(new Effect.Load(desired(2, 5)));
    }

    @Test
    void shouldWaitForTheRegistryWhereARestoredVersionIsLost() {
        Replica restored = Replica.restored(LIMITS, ADMISSION, proof(1), 7, NOW);

        assertThat(restored.lost(Set.of(proof(1)), null).next().state()).isEqualTo(new Starting());
    }
}
