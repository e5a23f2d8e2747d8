package dev.alluvium.accumulator.round;

import static dev.alluvium.accumulator.round.Given.NOW;
import static dev.alluvium.accumulator.round.Given.add;
import static dev.alluvium.accumulator.round.Given.cutAndOpen;
import static dev.alluvium.accumulator.round.Given.decide;
import static dev.alluvium.accumulator.round.Given.entry;
import static dev.alluvium.accumulator.round.Given.live;
import static dev.alluvium.accumulator.round.Given.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.accumulator.round.Round.Phase;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.RoundManifest;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryVerdictsTest {
    @Test
    void shouldForgetARefusedRound() {
        AccumulationState refused = decide(cutAndOpen(pending(entry(1, "a", 1, "x"))), "r000001", 1, Outcome.REFUSED);

        RoundSelection selection = Accumulation.judge(add(refused, entry(2, "b", 1, "x"), entry(3, "a", 1, "x")));

        assertThat(selection.accepted()).extracting(RecordEntry::fact).containsExactly("b");
        assertThat(refused.rounds().get("r000001").orElseThrow().phase()).isEqualTo(Phase.REFUSED);
        assertThat(refused.pending()).isEmpty();
    }

    @Test
    void shouldLetTheHighestGenerationWinInAnyOrder() {
        AccumulationState open = cutAndOpen(pending(entry(1, "a", 1, "x")));

        AccumulationState inOrder = decide(decide(open, "r000001", 1, Outcome.LIVE), "r000001", 2, Outcome.REFUSED);
        AccumulationState reversed = decide(decide(open, "r000001", 2, Outcome.REFUSED), "r000001", 1, Outcome.LIVE);

        assertThat(inOrder).isEqualTo(reversed);
    }

    @Test
    void shouldKeepTheFirstVerdictOfAGeneration() {
        AccumulationState live = live(entry(1, "a", 1, "x"));

        assertThat(decide(live, "r000001", 1, Outcome.REFUSED)).isSameAs(live);
    }

    @Test
    void shouldMakeARoundsHashesLiveAgainWhenItIsPromotedAgain() {
        AccumulationState first = live(entry(1, "a", 1, "x"));
        RoundManifest manifest = first.rounds().get("r000001").orElseThrow().requireManifest();
        AccumulationState rolledBack = decide(first, "r000001", 2, Outcome.REFUSED);
        RoundDecided again = new RoundDecided(Given.MODEL, "r000001", 3, Outcome.LIVE, 1, NOW);

        AccumulationState live = RegistryVerdicts.decide(rolledBack, again, Optional.of(manifest));

        assertThat(RegistryVerdicts.needsManifest(rolledBack, again)).isTrue();
        assertThat(Accumulation.judge(add(live, entry(2, "b", 1, "x"))).drops()).hasSize(1);
        assertThat(Accumulation.judge(add(rolledBack, entry(2, "b", 1, "x"))).drops())
                .isEmpty();
    }

    @Test
    void shouldReleaseWhatWasHeldOnceTheRoundIsRefused() {
        AccumulationState held = add(cutAndOpen(pending(entry(1, "a", 1, "x"))), entry(2, "b", 1, "x"));

        RoundSelection selection = Accumulation.judge(decide(held, "r000001", 1, Outcome.REFUSED));

        assertThat(selection.accepted()).extracting(RecordEntry::fact).containsExactly("b");
    }

    @Test
    void shouldAdoptAnotherManifestAndReturnTheRest() {
        AccumulationState other = Accumulation.cut(pending(entry(1, "a", 1, "x")), Trigger.RECORDS, Set.of(), NOW)
                .state();
        RoundManifest stored = other.rounds().fixed().orElseThrow().requireManifest();
        AccumulationState mine = Accumulation.cut(
                        pending(entry(1, "a", 1, "x"), entry(2, "b", 1, "x"), entry(3, "c", 1, "z")),
                        Trigger.RECORDS,
                        Set.of(),
                        NOW)
                .state();

        AccumulationState adopted = Adoption.adopt(mine, stored);

        assertThat(adopted.rounds().get("r000001").orElseThrow().requireManifest())
                .isEqualTo(stored);
        assertThat(adopted.pending().values()).extracting(RecordEntry::fact).containsExactly("b", "c");
        assertThat(adopted.nextRound()).isEqualTo(2);
        assertThat(Accumulation.judge(adopted).holds()).hasSize(1);
    }

    @Test
    void shouldTakeOverARoundThatAnOlderSavepointDoesNotKnow() {
        AccumulationState ahead = cutAndOpen(pending(entry(1, "a", 1, "x")));
        RoundManifest stored = ahead.rounds().get("r000001").orElseThrow().requireManifest();
        RoundDecided decided = new RoundDecided(Given.MODEL, "r000001", 1, Outcome.LIVE, 1, NOW);
        AccumulationState savepoint = pending(entry(1, "a", 1, "x"));

        AccumulationState caughtUp = RegistryVerdicts.decide(savepoint, decided, Optional.of(stored));
        AccumulationState reread = add(caughtUp, entry(1, "a", 1, "x"), entry(2, "b", 1, "y"));

        CutResult next = Accumulation.cut(reread, Trigger.CUT, Set.of(), NOW);
        assertThat(next.manifest().orElseThrow().round()).isEqualTo("r000002");
        assertThat(next.manifest().orElseThrow().records()).hasSize(1);
        assertThat(next.state().outbox()).isEmpty();
    }
}
