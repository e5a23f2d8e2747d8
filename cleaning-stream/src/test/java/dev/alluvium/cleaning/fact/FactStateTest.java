package dev.alluvium.cleaning.fact;

import static dev.alluvium.cleaning.fact.FactFixture.hour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactStateTest {
    private final FactFixture fact = new FactFixture();

    @Test
    void shouldAcceptTheFirstRecord() {
        Candidate first = fact.says("3.2 kg", 1);

        assertThat(fact.apply(first)).containsExactly(new CandidateOutcome.Clean(first));
        assertThat(fact.state.undecided())
                .extracting(Revision::recordId)
                .containsExactly(first.clean().recordId());
    }

    @Test
    void shouldAcceptOnlyAStrictlyNewerTimeOverLive() {
        live("r1", "3.2 kg", 5);

        assertRejected(fact.says("3.1 kg", 4), ReasonCode.STALE);
        assertRejected(fact.says("3.1 kg", 5), ReasonCode.CONTRADICTION);
        assertClean(fact.says("3.1 kg", 6));
    }

    @Test
    void shouldAcceptAnotherWordingOfTheSameTime() {
        live("r1", "3.2 kg", 5);

        assertClean(fact.says("What does the AX-200 weigh?", "3.2 kg", 5));
        assertClean(fact.says("AX-200 weight?", "It weighs 3.2 kg", 5));
    }

    @Test
    void shouldRejectContentOfTheLiveRevisionWhateverItsTime() {
        live("r1", "3.2 kg", 5);

        assertRejected(fact.says("3.2 kg", 4), ReasonCode.DUPLICATE);
        assertRejected(fact.says("3.2 kg", 5), ReasonCode.DUPLICATE);
        assertRejected(fact.says("3.2 kg", 9), ReasonCode.DUPLICATE);
    }

    @Test
    void shouldAcceptTheLiveContentAgainOnceSomethingNewerIsUndecided() {
        live("r1", "3.2 kg", 1);
        assertClean(fact.says("9.9 kg", 2));

        assertClean(fact.says("3.2 kg", 3));
    }

    @Test
    void shouldHoldWhatOnlyAnUndecidedRevisionObjectsTo() {
        Candidate first = fact.says("3.2 kg", 5);
        fact.apply(first);

        assertHeld(fact.says("3.1 kg", 4), ReasonCode.STALE);
        assertHeld(fact.says("3.2 kg", 9), ReasonCode.DUPLICATE);
        assertHeld(fact.says("3.3 kg", 5), ReasonCode.CONTRADICTION);
        assertThat(fact.state.held()).hasSize(3);
    }

    @Test
    void shouldRejectTheHeldWhenTheirReasonGoesLive() {
        Candidate first = fact.says("3.2 kg", 5);
        fact.apply(first);
        Candidate stale = fact.says("3.1 kg", 4);
        Candidate repeat = fact.says("3.2 kg", 9);
        fact.apply(repeat);
        fact.apply(stale);

        List<CandidateOutcome> outcomes = fact.apply(fact.live("r1", 1, first));

        assertThat(reasons(outcomes)).containsExactly(ReasonCode.STALE, ReasonCode.DUPLICATE);
        assertThat(fact.state.held()).isEmpty();
    }

    @Test
    void shouldAcceptHeldTruthAndRejectTheRepeatWhenALieIsRefused() {
        live("r1", "3.2 kg", 1);
        Candidate lie = fact.says("9.9 kg", 9);
        fact.apply(lie);
        Candidate truth = fact.says("3.4 kg", 5);
        Candidate repeat = fact.says("9.9 kg", 10);
        fact.apply(truth);
        fact.apply(repeat);

        List<CandidateOutcome> outcomes = fact.apply(fact.refused("r2", 1, lie));

        assertThat(outcomes.get(0)).isEqualTo(new CandidateOutcome.Clean(truth));
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(CandidateOutcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(ReasonCode.REFUSED_CONTENT);
            assertThat(rejected.because()).isEqualTo("r2");
        });
        assertThat(fact.liveTimes()).containsExactly(hour(1));
    }

    @Test
    void shouldJudgeTheHeldInTheOrderInWhichTheyWereReceived() {
        live("r1", "3.2 kg", 1);
        Candidate lie = fact.says("9.9 kg", 9);
        fact.apply(lie);
        Candidate older = fact.says("3.3 kg", 4);
        Candidate newer = fact.says("3.4 kg", 5);
        fact.apply(newer);
        fact.apply(older);

        List<CandidateOutcome> outcomes = fact.apply(fact.refused("r2", 1, lie));

        assertThat(outcomes).containsExactly(new CandidateOutcome.Clean(older), new CandidateOutcome.Clean(newer));
    }

    @Test
    void shouldMakeTheRevisionBeforeLiveAgainAfterARollback() {
        Candidate first = live("r1", "3.2 kg", 1);
        Candidate second = live("r2", "3.4 kg", 2);

        fact.apply(fact.refused("r2", 2, second));

        assertThat(fact.state.live())
                .extracting(Revision::recordId)
                .containsExactly(first.clean().recordId());
        assertClean(fact.says("3.5 kg", 2));
    }

    @Test
    void shouldMakeItsRevisionsLiveAgainOnASecondPromotion() {
        live("r1", "3.2 kg", 1);
        Candidate second = live("r2", "3.4 kg", 2);
        fact.apply(fact.refused("r2", 2, second));

        fact.apply(fact.live("r2", 3, second));

        assertThat(fact.liveTimes()).containsExactly(hour(1), hour(2));
        assertRejected(fact.says("3.5 kg", 2), ReasonCode.CONTRADICTION);
    }

    @Test
    void shouldIgnoreAVerdictThatIsNotNewer() {
        Candidate first = live("r1", "3.2 kg", 1);
        fact.apply(fact.refused("r1", 3, first));
        FactState before = fact.state;

        assertThat(fact.apply(fact.live("r1", 2, first))).isEmpty();
        assertThat(fact.apply(fact.live("r1", 3, first))).isEmpty();
        assertThat(fact.state).isEqualTo(before);
    }

    @Test
    void shouldApplyAVerdictOnRecordsThatItDoesNotKnow() {
        Candidate unknown = fact.says("3.2 kg", 5);

        fact.apply(fact.live("r1", 1, unknown));

        assertRejected(fact.says("3.1 kg", 4), ReasonCode.STALE);
    }

    @Test
    void shouldKeepAConditionallyDroppedRecordUndecidedWhenTheRoundIsRefused() {
        Candidate winner = fact.says("3.2 kg", 5);
        Candidate dropped = fact.says("AX-200?", "three kilos", 5);
        fact.apply(winner);
        fact.apply(dropped);

        fact.apply(FactFixture.with(fact.refused("r1", 1, winner), dropped, true));

        assertThat(fact.state.undecided())
                .extracting(Revision::recordId)
                .containsExactly(dropped.clean().recordId());
    }

    @Test
    void shouldLetADroppedRecordGoWhenTheRoundIsLiveOrTheDropIsForGood() {
        Candidate dropped = fact.says("3.2 kg", 5);
        Candidate waiting = fact.says("3.2 kg", 6);
        fact.apply(dropped);
        fact.apply(waiting);

        List<CandidateOutcome> outcomes = fact.apply(FactFixture.with(fact.refused("r1", 1), dropped, false));

        assertThat(outcomes).containsExactly(new CandidateOutcome.Clean(waiting));
        fact.apply(FactFixture.with(fact.live("r2", 1), waiting, true));
        assertThat(fact.state.undecided()).isEmpty();
    }

    @Test
    void shouldIgnoreARecordOfferedTwice() {
        Candidate first = fact.says("3.2 kg", 1);
        fact.apply(first);
        assertThat(fact.apply(first)).isEmpty();
        Candidate held = fact.says("3.1 kg", 0);
        fact.apply(held);

        assertThat(fact.apply(held)).isEmpty();
        assertThat(fact.state.held()).containsExactly(held);
    }

    @Test
    void shouldAcceptARequeuedRecordAfterItsRoundWasRefused() {
        Candidate first = fact.says("3.2 kg", 1);
        fact.apply(first);
        fact.apply(fact.refused("r1", 1, first));
        Candidate requeued = new Candidate(first.clean(), true);

        assertThat(fact.apply(requeued)).containsExactly(new CandidateOutcome.Clean(requeued));
        assertThat(fact.apply(requeued)).isEmpty();
    }

    @Test
    void shouldKeepASecondReceiptUndecidedWhenTheFirstOneIsPromotedAgain() {
        Candidate first = fact.says("3.2 kg", 1);
        fact.apply(first);
        fact.apply(fact.refused("r1", 1, first));
        Candidate again = fact.says("3.2 kg", 1);
        assertClean(again);

        fact.apply(fact.live("r1", 2, first));
        fact.apply(fact.refused("r1", 3, first));

        assertThat(fact.state.undecided()).extracting(Revision::position).containsExactly(again.position());
    }

    @Test
    void shouldEraseAndNotLetTheErasedComeBack() {
        Candidate first = live("r1", "3.2 kg", 1);
        Candidate open = fact.says("3.3 kg", 2);
        fact.apply(open);
        Candidate held = fact.says("3.1 kg", 1);
        fact.apply(fact.says("3.2 kg", 1));
        fact.apply(held);

        List<CandidateOutcome> outcomes = fact.apply(fact.delete(3));

        assertThat(outcomes.get(0)).isInstanceOf(CandidateOutcome.Erased.class);
        assertThat(fact.state.live()).isEmpty();
        assertThat(fact.state.undecided()).isEmpty();
        fact.apply(fact.live("r2", 1, open));
        assertThat(fact.state.live()).isEmpty();
        assertRejected(new Candidate(first.clean(), true), ReasonCode.STALE);
        assertRejected(fact.delete(3), ReasonCode.DUPLICATE);
        assertClean(fact.says("3.5 kg", 4));
    }

    @Test
    void shouldGiveATombstoneBehindADeleteTheDeletesTime() {
        // Given
        fact.apply(fact.says("100 kg", 1));
        fact.apply(fact.delete(2));

        // When
        fact.apply(fact.tombstone(9));

        // Then
        assertThat(fact.state.erasedThrough()).isEqualTo(hour(2));
        assertThat(fact.apply(fact.says("101 kg", 3))).singleElement().isInstanceOf(CandidateOutcome.Clean.class);
        fact.apply(fact.tombstone(10));
        assertThat(fact.state.erasedThrough()).isEqualTo(hour(10));
    }

    @Test
    void shouldSayHowFarTheFactIsErased() {
        live("r1", "3.2 kg", 1);
        fact.apply(fact.delete(3));

        assertThat(fact.apply(fact.says("3.1 kg", 2)))
                .singleElement()
                .isInstanceOfSatisfying(CandidateOutcome.Rejected.class, rejected -> {
                    assertThat(rejected.because()).isEqualTo("erased-through " + hour(3));
                    assertThat(rejected.detail())
                            .isEqualTo("occurredAt=" + hour(2) + ": the fact is erased-through " + hour(3)
                                    + "; only a newer time tells it anew");
                });
    }

    @Test
    void shouldLetNoVerdictAfterAnErasureGiveTheErasedBack() {
        Candidate live = live("r1", "3.2 kg", 1);
        Candidate refused = fact.says("9.9 kg", 2);
        fact.apply(refused);
        fact.apply(fact.delete(3));

        fact.apply(fact.refused("r2", 1, refused));
        fact.apply(fact.refused("r1", 2, live));
        fact.apply(fact.live("r1", 3, live));
        fact.apply(fact.live("r2", 2, refused));

        assertThat(fact.state.live()).isEmpty();
        assertThat(fact.state.erasedThrough()).isEqualTo(hour(3));
        assertRejected(new Candidate(refused.clean(), true), ReasonCode.STALE);
    }

    @Test
    void shouldEraseByCommandWhatIsDatedAheadOfItAndDoNothingTheSecondTime() {
        live("r1", "3.2 kg", 5);
        Forget command = fact.forget(4);

        List<CandidateOutcome> outcomes = fact.apply(command);

        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CandidateOutcome.Erased.class, erased -> {
            assertThat(erased.asked()).isFalse();
            assertThat(erased.erasure().revision()).isEqualTo(hour(5));
        });
        assertThat(fact.state.live()).isEmpty();
        assertThat(fact.apply(command)).isEmpty();
        assertClean(fact.says("3.5 kg", 6));
        assertThat(fact.apply(command)).as("a command told again").isEmpty();
    }

    @Test
    void shouldJudgeWhatAnErasureSetFree() {
        Candidate lie = fact.says("9.9 kg", 5);
        fact.apply(lie);
        Candidate stale = fact.says("3.2 kg", 2);
        fact.apply(stale);

        List<CandidateOutcome> outcomes = fact.apply(fact.delete(5));

        assertThat(reasons(outcomes)).containsExactly(ReasonCode.STALE);
        assertThat(fact.state.held()).isEmpty();
    }

    @Test
    void shouldKeepSixteenLiveRevisionsAndNeverLoseTheLiveOneToRefusedRounds() {
        for (int i = 1; i <= 20; i++) {
            live("r" + i, i + " kg", i);
        }
        for (int i = 21; i <= 60; i++) {
            Candidate refused = fact.says(i + " kg", i);
            fact.apply(refused);
            fact.apply(fact.refused("r" + i, 1, refused));
        }

        assertThat(fact.liveTimes()).hasSize(16).last().isEqualTo(hour(20));
        assertThat(fact.state.rounds()).hasSize(32);
    }

    @Test
    void shouldSurviveJson() {
        live("r1", "3.2 kg", 1);
        fact.apply(fact.says("3.3 kg", 3));
        fact.apply(fact.says("3.1 kg", 2));

        assertThat(Json.read(Json.bytes(fact.state), FactState.class)).isEqualTo(fact.state);
    }

    private Candidate live(String round, String answer, int hour) {
        Candidate candidate = fact.says(answer, hour);
        assertClean(candidate);
        fact.apply(fact.live(round, 1, candidate));
        return candidate;
    }

    private void assertClean(Candidate candidate) {
        assertThat(fact.apply(candidate)).containsExactly(new CandidateOutcome.Clean(candidate));
    }

    private void assertRejected(Candidate candidate, ReasonCode reason) {
        assertThat(reasons(fact.apply(candidate))).containsExactly(reason);
    }

    private void assertHeld(Candidate candidate, ReasonCode reason) {
        assertThat(fact.apply(candidate))
                .singleElement()
                .isInstanceOfSatisfying(
                        CandidateOutcome.Held.class,
                        held -> assertThat(held.reason()).isEqualTo(reason));
    }

    private static List<ReasonCode> reasons(List<CandidateOutcome> outcomes) {
        return outcomes.stream()
                .filter(CandidateOutcome.Rejected.class::isInstance)
                .map(CandidateOutcome.Rejected.class::cast)
                .map(CandidateOutcome.Rejected::reason)
                .toList();
    }
}
