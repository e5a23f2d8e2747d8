package dev.alluvium.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void shouldLookUntilTheConditionHolds() {
        Await.until("the third look", () -> looks.incrementAndGet() == 3);

        assertThat(looks).hasValue(3);
    }

    @Test
    void shouldGiveWhatItSaw() {
        assertThat(Await.seen("three looks", looks::incrementAndGet, count -> count == 3))
                .isEqualTo(3);
    }

    @Test
    void shouldSayWhatItWaitedForAndHowThingsStood() {
        assertThatThrownBy(() -> Await.until(Duration.ZERO, () -> "doors are open, " + looks, () -> {
                    looks.incrementAndGet();
                    return false;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("waited 0 s in vain until doors are open, [12]");
    }

    @Test
    void shouldNotWaitOnWhereLookingFails() {
        assertThatThrownBy(() -> Await.until("nothing", () -> {
                    throw new IllegalArgumentException("broken");
                }))
                .hasMessage("broken");
    }

    @Test
    void shouldEndWhereItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Await.until("nothing", () -> false)).hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }
}
