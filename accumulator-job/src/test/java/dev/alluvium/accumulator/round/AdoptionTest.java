package dev.alluvium.accumulator.round;

import static dev.alluvium.accumulator.round.Given.NOW;
import static dev.alluvium.accumulator.round.Given.add;
import static dev.alluvium.accumulator.round.Given.decide;
import static dev.alluvium.accumulator.round.Given.entry;
import static dev.alluvium.accumulator.round.Given.live;
import static dev.alluvium.accumulator.round.Given.pending;
import static dev.alluvium.accumulator.round.Given.requeued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.RoundManifest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A state of an older savepoint reads again what manifests in the store have decided on. */
class AdoptionTest {
    private final RecordEntry first = entry(1, "a", 1, "x");
    private final RecordEntry repeat = entry(2, "b", 1, "x");

    @Test
    void shouldLeaveInQuarantineWhatItReadsAgain() {
        // Given
        RoundManifest stored = manifest(pending(first));
        AccumulationState refused = decide(Adoption.adopt(pending(), stored), stored.round(), 1, Outcome.REFUSED);

        // When
        AccumulationState again = add(refused, first);

        // Then
        assertThat(again.pending()).isEmpty();
        assertThat(again.awaited()).isEmpty();
    }

    @Test
    void shouldTakeWhatIsRequeuedAfterItReadTheFirstOffer() {
        // Given
        RoundManifest stored = manifest(pending(first));
        AccumulationState refused = decide(Adoption.adopt(pending(), stored), stored.round(), 1, Outcome.REFUSED);

        // When
        AccumulationState offered = add(add(refused, first), requeued(first, stored.round()));

        // Then
        assertThat(Accumulation.judge(offered).accepted()).containsExactly(requeued(first, stored.round()));
    }

    @Test
    void shouldNotTakeWhatIsRequeuedForTheFirstOfferThatIsStillToCome() {
        RoundManifest stored = manifest(pending(first));

        AccumulationState offered = add(Adoption.adopt(pending(), stored), requeued(first, stored.round()));

        assertThat(offered.pending().values()).containsExactly(requeued(first, stored.round()));
    }

    @Test
    void shouldKeepAPendingOfferThatIsNewerThanTheManifest() {
        RoundManifest stored = manifest(pending(first));

        AccumulationState adopted = Adoption.adopt(pending(requeued(first, stored.round())), stored);

        assertThat(adopted.pending().values()).containsExactly(requeued(first, stored.round()));
        assertThat(adopted.awaited()).isEmpty();
    }

    @Test
    void shouldRejectAgainWhatWasDroppedForGoodThoughItsReasonIsLiveNoMore() {
        // Given
        AccumulationState taught = live(first);
        RoundManifest sweep = manifest(add(taught, repeat));
        AccumulationState rolledBack = decide(Adoption.adopt(taught, sweep), "r000001", 2, Outcome.REFUSED);

        // When
        AccumulationState again = add(rolledBack, repeat);

        // Then
        assertThat(again.pending()).isEmpty();
        assertThat(again.outbox()).extracting(Rejection::because).containsExactly(first.recordId());
        assertThat(again.outbox()).extracting(Rejection::at).containsExactly(sweep.cutAt());
    }

    @Test
    void shouldDecideAConditionalDropWithItsRoundWheneverItIsRead() {
        // Given
        RoundManifest stored = manifest(pending(first, repeat));
        AccumulationState open = add(Adoption.adopt(pending(), stored), first);

        // When
        AccumulationState before = decide(add(open, repeat), stored.round(), 1, Outcome.LIVE);
        AccumulationState after = add(decide(open, stored.round(), 1, Outcome.LIVE), repeat);
        AccumulationState refused = add(decide(open, stored.round(), 1, Outcome.REFUSED), repeat);
        AccumulationState rolledBack =
                add(decide(decide(open, stored.round(), 1, Outcome.LIVE), stored.round(), 2, Outcome.REFUSED), repeat);

        // Then
        assertThat(before.outbox()).hasSize(1).isEqualTo(after.outbox()).isEqualTo(rolledBack.outbox());
        assertThat(refused.outbox()).isEmpty();
        assertThat(refused.pending().values()).containsExactly(repeat);
        assertThat(rolledBack.pending()).isEmpty();
    }

    @Test
    void shouldNotTakeAgainWhatALaterRoundTookAfterARefusal() {
        // Given
        AccumulationState open = Accumulation.opened(
                Accumulation.cut(pending(first, repeat), Trigger.CUT, Set.of(), NOW)
                        .state(),
                "r000001");
        RoundManifest later = manifest(decide(open, "r000001", 1, Outcome.REFUSED));

        // When
        AccumulationState rewound = decide(Adoption.adopt(open, later), "r000001", 1, Outcome.REFUSED);

        // Then
        assertThat(later.records()).hasSize(1);
        assertThat(rewound.pending()).isEmpty();
        assertThat(rewound.awaited()).isEmpty();
    }

    @Test
    void shouldJudgeAgainWhatItHadDroppedItselfAndTheStoreKnowsNothingOf() {
        // Given
        AccumulationState taught = live(first);
        RoundManifest stored = manifest(add(taught, entry(3, "c", 1, "z")));
        AccumulationState mine = Accumulation.sweep(add(taught, repeat), NOW);

        // When
        AccumulationState adopted = Adoption.adopt(mine, stored);

        // Then
        assertThat(adopted.pending().values()).containsExactly(repeat);
        assertThat(adopted.outbox()).isEmpty();
    }

    @Test
    void shouldRememberWhatIsToBeReadThroughItsEncoding() {
        RoundManifest stored = manifest(pending(first, repeat));
        AccumulationState adopted = Adoption.found(pending(), stored);

        assertThat(StateCodec.decode(StateCodec.encode(adopted))).isEqualTo(adopted);
    }

    private static RoundManifest manifest(AccumulationState state) {
        AccumulationState fixed =
                Accumulation.cut(state, Trigger.CUT, Set.of(), NOW).state();
        return fixed.rounds().fixed().orElseThrow().requireManifest();
    }
}
