package dev.alluvium.cleaning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void shouldGiveUpWhenTheyComeOneAfterTheOther() {
        for (int i = 0; i < Faults.MOST; i++) {
            assertThat(faults.staysAfter(i)).isFalse();
        }

        assertThat(faults.staysAfter(Faults.MOST)).isTrue();
    }

    @Test
    void shouldGoOnForEverWhenTheyPass() {
        long apart = Faults.WINDOW.dividedBy(Faults.MOST / 2).toNanos();

        for (int i = 0; i < 1_000; i++) {
            assertThat(faults.staysAfter(i * apart)).isFalse();
        }
    }

    @Test
    void shouldCountFromAnyClock() {
        long late = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

        assertThat(faults.staysAfter(late)).isFalse();
        assertThat(faults.staysAfter(late + Faults.WINDOW.toNanos())).isFalse();
    }
}
