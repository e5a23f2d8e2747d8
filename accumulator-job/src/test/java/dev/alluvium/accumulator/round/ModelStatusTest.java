package dev.alluvium.accumulator.round;

import static dev.alluvium.accumulator.round.Given.NOW;
import static dev.alluvium.accumulator.round.Given.add;
import static dev.alluvium.accumulator.round.Given.cutAndOpen;
import static dev.alluvium.accumulator.round.Given.entry;
import static dev.alluvium.accumulator.round.Given.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.settings.TriggerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelStatusTest {
    private static final TriggerConfig TRIGGER = TriggerConfig.of(1000, Duration.ofHours(6), 60);

    @Test
    void shouldSayWhatTheNextRoundNeedsAndWhatEndsTheWait() {
        ModelStatus status = status(pending(entry(1, "a", 1, "x"), entry(2, "a", 1, "y")));

        assertThat(status.next())
                .isEqualTo("needs 1000 records, has 2; needs 60 facts (18 by max-wait), has 1; ends at 1000, "
                        + "in 6 h by max-wait, or by push --wait");
        assertThat(status.lastRound()).isNull();
    }

    @Test
    void shouldSayHowManyFactsASmallRoundWaitsForOnceMaxWaitIsOver() {
        AccumulationState state = pending(entry(1, "a", 1, "x"));

        ModelStatus status = ModelStatus.of(state, Accumulation.judge(state), TRIGGER, NOW.plus(Duration.ofHours(7)));

        assertThat(status.next())
                .isEqualTo("needs 1000 records, has 1; needs 60 facts (18 by max-wait), has 1; ends at 1000, "
                        + "by max-wait as soon as there are 18 facts, or by push --wait");
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
        assertThat(status(AccumulationState.empty(Given.MODEL))).isEqualTo(ModelStatus.idle(Given.MODEL));
    }

    @Test
    void shouldCountErasuresThatWaitAndSayForWhat() {
        AccumulationState erased = Accumulation.erase(Given.live(entry(1, "a", 1, "x")), Given.erasure(2, "a", 2));

        ModelStatus waiting = status(erased);
        ModelStatus done = status(Accumulation.opened(Accumulation.sweep(erased, NOW), "r000002"));

        assertThat(waiting.erasuresWaiting()).isEqualTo(1);
        assertThat(waiting.next())
                .isEqualTo(
                        "erased facts to put on record: 1; ends once a checkpoint holds them and a manifest is written");
        assertThat(done.erasuresWaiting()).isZero();
        assertThat(done.next()).isEqualTo("nothing is pending");
    }

    @Test
    void shouldShowOnlyCutsThatWait() {
        AccumulationState asked = Accumulation.request(
                pending(entry(1, "a", 1, "x")), new ControlCommand.Cut(Given.MODEL, "answered", NOW));
        AccumulationState cut =
                Accumulation.cut(asked, Trigger.CUT, Set.of("answered"), NOW).state();
        ModelStatus status = status(Accumulation.request(cut, new ControlCommand.Cut(Given.MODEL, "waits", NOW)));

        assertThat(status.cuts()).containsOnlyKeys("answered", "waits");
        assertThat(status.withoutAnswers().cuts()).containsExactly(Map.entry("waits", ModelStatus.WAITING));
    }

    @Test
    void shouldReadWhatItWrites() {
        ModelStatus status = status(pending(entry(1, "a", 1, "x")));

        assertThat(Json.read(Json.bytes(status), ModelStatus.class)).isEqualTo(status);
    }

    private static ModelStatus status(AccumulationState state) {
        return ModelStatus.of(state, Accumulation.judge(state), TRIGGER, NOW);
    }
}
