package dev.alluvium.accumulator.round;

import static dev.alluvium.accumulator.round.Given.NOW;
import static dev.alluvium.accumulator.round.Given.entry;
import static dev.alluvium.accumulator.round.Given.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.settings.TriggerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TriggersTest {
    private static final RoundSelection TWO_FACTS =
            Accumulation.judge(pending(entry(1, "a", 1, "x"), entry(2, "a", 1, "y"), entry(3, "b", 1, "z")));

    @Test
    void shouldFireOnRecords() {
        assertThat(Triggers.due(TWO_FACTS, TriggerConfig.of(3, null, 2), NOW)).contains(Trigger.RECORDS);
        assertThat(Triggers.due(TWO_FACTS, TriggerConfig.of(4, null, 2), NOW)).isEmpty();
    }

    @Test
    void shouldFireOnMaxWaitButNotBelowMinFacts() {
        Duration hour = Duration.ofHours(1);

        assertThat(Triggers.due(TWO_FACTS, TriggerConfig.of(9, hour, 2), NOW.plus(hour)))
                .contains(Trigger.MAX_WAIT);
        assertThat(Triggers.due(
                        TWO_FACTS, TriggerConfig.of(9, hour, 2), NOW.plus(hour).minusMillis(1)))
                .isEmpty();
        assertThat(Triggers.due(TWO_FACTS, TriggerConfig.of(9, hour, 3), NOW.plus(hour)))
                .isEmpty();
    }

    @Test
    void shouldLetASmallRoundGoByMaxWaitAlone() {
        Duration hour = Duration.ofHours(1);
        TriggerConfig config = new TriggerConfig(1, null, hour, Duration.ofMinutes(1), 60, 2);
        TriggerConfig more = new TriggerConfig(1, null, hour, Duration.ofMinutes(1), 60, 3);

        assertThat(Triggers.due(TWO_FACTS, config, NOW.plus(hour))).contains(Trigger.MAX_WAIT);
        assertThat(Triggers.due(TWO_FACTS, config, NOW.plus(hour).minusMillis(1)))
                .isEmpty();
        assertThat(Triggers.due(TWO_FACTS, more, NOW.plus(hour))).isEmpty();
    }

    @Test
    void shouldCountAFactAndItsTranslationAsOneAsTheGateDoes() {
        RoundSelection both =
                Accumulation.judge(pending(entry(1, "a", 1, "x"), entry(2, "a/zh", 1, "y"), entry(3, "b/zh", 1, "z")));

        assertThat(both.facts()).isEqualTo(2);
        assertThat(Triggers.due(both, TriggerConfig.of(1, null, 3), NOW)).isEmpty();
    }

    @Test
    void shouldSweepWhatNoRoundCanTakeAfterMaxWait() {
        Duration hour = Duration.ofHours(1);
        AccumulationState state =
                Given.add(Given.live(entry(1, "a", 1, "x")), entry(2, "b", 1, "x"), entry(3, "c", 1, "z"));
        TriggerConfig config = TriggerConfig.of(9, hour, 2);

        assertThat(Triggers.sweepDue(state, Accumulation.judge(state), config, NOW))
                .isFalse();
        assertThat(Triggers.sweepDue(state, Accumulation.judge(state), config, NOW.plus(hour)))
                .isTrue();
        AccumulationState swept = Accumulation.sweep(state, NOW.plus(hour));
        assertThat(Accumulation.opened(swept, "r000002").outbox()).hasSize(1);
        assertThat(swept.pending().values()).extracting(RecordEntry::fact).containsExactly("c");
        assertThat(swept.rounds().fixed())
                .hasValueSatisfying(round -> assertThat(round.drops()).hasSize(1));
    }

    @Test
    void shouldSweepAtOnceForAnErasure() {
        AccumulationState state = Accumulation.erase(Given.live(entry(1, "a", 1, "x")), Given.erasure(2, "a", 2));
        TriggerConfig config = TriggerConfig.of(9, null, 2);

        assertThat(Triggers.sweepDue(state, Accumulation.judge(state), config, NOW))
                .isTrue();
        AccumulationState written = Accumulation.opened(Accumulation.sweep(state, NOW), "r000002");
        assertThat(Triggers.sweepDue(written, Accumulation.judge(written), config, NOW))
                .isFalse();
    }
}
