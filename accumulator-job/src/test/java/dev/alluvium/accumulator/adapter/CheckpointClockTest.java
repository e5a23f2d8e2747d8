package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointClockTest {
    private static final String MODEL = "support";
    private static final Set<String> ONE = Set.of("cut-1");

    private final CheckpointClock clock = new CheckpointClock();

    @Test
    void shouldCallAChangeDurableOnlyOnceALaterCheckpointCompleted() {
        clock.snapshotTaken(1);
        clock.changed(MODEL);

        clock.completed(1);
        boolean withTheOneBefore = clock.durable(MODEL);
        clock.snapshotTaken(2);
        clock.completed(2);

        assertThat(withTheOneBefore).isFalse();
        assertThat(clock.durable(MODEL)).isTrue();
    }

    @Test
    void shouldCallWhatWasRestoredDurable() {
        assertThat(clock.durable(MODEL)).isTrue();
    }

    @Test
    void shouldRipenACutAfterAQuietInterval() {
        clock.snapshotTaken(1);
        Set<String> atOnce = clock.ripe(MODEL, ONE);
        clock.snapshotTaken(2);

        assertThat(atOnce).isEmpty();
        assertThat(clock.ripe(MODEL, ONE)).isEqualTo(ONE);
    }

    @Test
    void shouldWaitForABatchThatCameWithTheBarrier() {
        clock.snapshotTaken(1);
        clock.ripe(MODEL, ONE);
        clock.brought(MODEL);
        clock.snapshotTaken(2);
        Set<String> afterTheBatch = clock.ripe(MODEL, ONE);
        clock.snapshotTaken(3);

        assertThat(afterTheBatch).isEmpty();
        assertThat(clock.ripe(MODEL, ONE)).isEqualTo(ONE);
    }

    @Test
    void shouldLosePatienceWithAStreamThatNeverPauses() {
        clock.ripe(MODEL, ONE);
        for (int barrier = 1; barrier < CheckpointClock.PATIENCE; barrier++) {
            clock.brought(MODEL);
            clock.snapshotTaken(barrier);
            assertThat(clock.ripe(MODEL, ONE)).isEmpty();
        }
        clock.brought(MODEL);
        clock.snapshotTaken(CheckpointClock.PATIENCE);

        assertThat(clock.ripe(MODEL, ONE)).isEqualTo(ONE);
    }
}
