package dev.alluvium.cleaning.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One receipt of a record in two rounds: an older savepoint of the accumulator cut it again after its first round was
 * refused, and both rounds can be requeued.
 */
class TwiceInRoundsTest {
    private final FactFixture fact = new FactFixture();
    private final Candidate record = fact.says("9.9 kg", 3);
    private final Candidate open = fact.says("3.4 kg", 4);
    private final Candidate again = new Candidate(record.clean(), true);

    @Test
    void shouldLeaveTheRecordItselfWithTheRefusedRound() {
        // Given
        requeueTheFirstRoundWhileTheSecondIsUndecided();

        // When
        List<CandidateOutcome> outcomes = fact.apply(fact.refused("r2", 1, record, open));

        // Then
        assertThat(outcomes).isEmpty();
        assertThat(fact.state.held()).isEmpty();
        assertThat(fact.apply(again)).as("requeue of r2").containsExactly(new CandidateOutcome.Clean(again));
    }

    @Test
    void shouldSayNothingOfTheRecordItselfIfTheSecondRoundGoesLive() {
        // Given
        requeueTheFirstRoundWhileTheSecondIsUndecided();

        // When
        List<CandidateOutcome> outcomes = fact.apply(fact.live("r2", 1, record, open));

        // Then
        assertThat(outcomes).isEmpty();
        assertThat(fact.state.held()).isEmpty();
        assertThat(fact.state.live()).hasSize(2);
    }

    @Test
    void shouldStillRejectWhatWasPushedAgainWithTheRefusedContent() {
        // Given
        requeueTheFirstRoundWhileTheSecondIsUndecided();
        Candidate pushed = fact.says("9.9 kg", 3);
        fact.apply(pushed);

        // When
        List<CandidateOutcome> outcomes = fact.apply(fact.refused("r2", 1, record, open));

        // Then
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CandidateOutcome.Rejected.class, rejected -> {
            assertThat(rejected.candidate()).isEqualTo(pushed);
            assertThat(rejected.reason()).isEqualTo(ReasonCode.REFUSED_CONTENT);
            assertThat(rejected.because()).isEqualTo("r2");
        });
    }

    private void requeueTheFirstRoundWhileTheSecondIsUndecided() {
        fact.apply(record);
        fact.apply(fact.refused("r1", 1, record));
        fact.apply(open);
        assertThat(fact.apply(again)).singleElement().isInstanceOf(CandidateOutcome.Held.class);
    }
}
