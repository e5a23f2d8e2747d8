package dev.alluvium.accumulator.round;

import static dev.alluvium.accumulator.round.Given.add;
import static dev.alluvium.accumulator.round.Given.cutAndOpen;
import static dev.alluvium.accumulator.round.Given.decide;
import static dev.alluvium.accumulator.round.Given.entry;
import static dev.alluvium.accumulator.round.Given.pending;
import static dev.alluvium.accumulator.round.Given.requeued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import org.junit.jupiter.api.Test;

/** A requeued record and the word that its round was refused come on two topics, in either order. */
class RequeuedTest {
    private final RecordEntry first = entry(1, "a", 1, "x");

    @Test
    void shouldHoldARequeuedRecordUntilItsRoundIsKnownToBeRefused() {
        // Given
        AccumulationState live = decide(cutAndOpen(pending(first)), "r000001", 1, Outcome.LIVE);

        // When
        AccumulationState offered = add(live, requeued(first, "r000001"));

        // Then
        assertThat(Accumulation.judge(offered).holds())
                .extracting(HeldEntry::round)
                .containsExactly("r000001");
        AccumulationState refused = decide(offered, "r000001", 2, Outcome.REFUSED);
        assertThat(Accumulation.judge(refused).accepted()).containsExactly(requeued(first, "r000001"));
    }

    @Test
    void shouldTakeTheRequeuedRecordForTheFirstOneThatWasReadAgain() {
        // Given
        AccumulationState refused = decide(cutAndOpen(pending(first)), "r000001", 1, Outcome.REFUSED);

        // When
        AccumulationState offered = add(add(refused, first), requeued(first, "r000001"));

        // Then
        assertThat(offered.pending().values()).containsExactly(requeued(first, "r000001"));
    }
}
