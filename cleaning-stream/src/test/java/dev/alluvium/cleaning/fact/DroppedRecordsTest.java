package dev.alluvium.cleaning.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the accumulator drops outside of rounds leaves nothing waiting. */
class DroppedRecordsTest {
    private final FactFixture fact = new FactFixture();

    @Test
    void shouldRejectWhatRepeatsADroppedDuplicate() {
        // Given
        Candidate first = fact.says("3 kg", 1);
        fact.apply(first);
        fact.apply(fact.says("3 kg", 1));

        // When
        List<CandidateOutcome> outcomes = fact.apply(departure(first, "live-record"));

        // Then
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CandidateOutcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(ReasonCode.DUPLICATE_ACROSS_FACTS);
            assertThat(rejected.because()).isEqualTo("live-record");
        });
        assertThat(fact.state.isEmpty()).isTrue();
    }

    @Test
    void shouldJudgeAgainWhatWasHeldBecauseOfTheDropped() {
        // Given
        Candidate newer = fact.says("4 kg", 2);
        Candidate older = fact.says("3 kg", 1);
        fact.apply(newer);
        fact.apply(older);

        // When
        List<CandidateOutcome> outcomes = fact.apply(departure(newer, "live-record"));

        // Then
        assertThat(outcomes).containsExactly(new CandidateOutcome.Clean(older));
    }

    @Test
    void shouldDoNothingWhenToldAgain() {
        // Given
        Candidate first = fact.says("3 kg", 1);
        fact.apply(first);
        fact.apply(departure(first, "live-record"));
        FactState before = fact.state;

        // When
        List<CandidateOutcome> outcomes = fact.apply(departure(first, "live-record"));

        // Then
        assertThat(outcomes).isEmpty();
        assertThat(fact.state).isEqualTo(before);
    }

    private static DroppedRecords departure(Candidate dropped, String winner) {
        return new DroppedRecords(
                FactFixture.MODEL,
                FactFixture.FACT,
                List.of(new FactDecision.Dropped(
                        dropped.clean().recordId(),
                        dropped.position(),
                        dropped.clean().contentHash(),
                        winner,
                        false)));
    }
}
