package dev.alluvium.accumulator.round;

import static dev.alluvium.accumulator.round.Given.NOW;
import static dev.alluvium.accumulator.round.Given.add;
import static dev.alluvium.accumulator.round.Given.cutAndOpen;
import static dev.alluvium.accumulator.round.Given.entry;
import static dev.alluvium.accumulator.round.Given.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.config.TriggerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelStatusTest {
    private static final TriggerConfig TRIGGER = TriggerConfig.of(1000, Duration.ofHours(6), 60);

    @Test
    void shouldSayWhatTheNextRoundNeedsAndWhatEndsTheWait() {
        ModelStatus status = status(pending(entry(1, "a", 1, "x"), entry(2, "a", 1, "y")));

        assertThat(status.next())
                .isEqualTo("needs 1000 records, has 2; needs 60 facts, has 1; ends at 1000, "
                        + "in 6 h by max-wait, or by push --wait");
        assertThat(status.lastRound()).isNull();
    }

    @Test
    void shouldCountWhatIsHeldByTheRoundThatItWaitsFor() {
        ModelStatus status = status(add(cutAndOpen(pending(entry(1, "a", 1, "x"))), entry(2, "b", 1, "x")));

        assertThat(status.held()).containsEntry("r000001", 1L);
        assertThat(status.openRounds()).containsExactly("r000001");
        assertThat(status.lastRound()).isEqualTo("r000001");
        assertThat(status.next()).startsWith("all that is pending repeats undecided rounds");
    }

    @Test
    void shouldSayThatNothingIsPending() {
        assertThat(status(ModelState.empty(Given.MODEL))).isEqualTo(ModelStatus.idle(Given.MODEL));
    }

    private static ModelStatus status(ModelState state) {
        return ModelStatus.of(state, Accumulation.judge(state), TRIGGER, NOW);
    }
}
