package dev.alluvium.cleaning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultWindowTest {
    private final FaultWindow faults = new FaultWindow();

    @Test
    void shouldGiveUpWhenTheyComeOneAfterTheOther() {
        for (int i = 0; i < FaultWindow.MOST; i++) {
            assertThat(faults.staysAfter(i)).isFalse();
        }

        assertThat(faults.staysAfter(FaultWindow.MOST)).isTrue();
    }

    @Test
    void shouldGoOnForEverWhenTheyPass() {
        long apart = FaultWindow.WINDOW.dividedBy(FaultWindow.MOST / 2).toNanos();

        for (int i = 0; i < 1_000; i++) {
            assertThat(faults.staysAfter(i * apart)).isFalse();
        }
    }

    @Test
    void shouldCountFromAnyClock() {
        long late = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

        assertThat(faults.staysAfter(late)).isFalse();
        assertThat(faults.staysAfter(late + FaultWindow.WINDOW.toNanos())).isFalse();
    }
}
