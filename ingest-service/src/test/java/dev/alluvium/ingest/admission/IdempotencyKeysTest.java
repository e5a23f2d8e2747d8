package dev.alluvium.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.ingest.admission.IdempotencyKeys.Claim;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {
    private final AtomicLong now = new AtomicLong();
    private final IdempotencyKeys keys = new IdempotencyKeys(now::get);

    @Test
    void shouldAnswerARepeatAsTheFirst() {
        assertThat(keys.claim("k", "body")).isInstanceOf(Claim.First.class);
        assertThat(keys.claim("k", "body")).isInstanceOf(Claim.Busy.class);
        keys.finish("k", new byte[] {7});

        assertThat(keys.claim("k", "body"))
                .isInstanceOfSatisfying(
                        Claim.Repeat.class,
                        repeat -> assertThat(repeat.answer()).containsExactly(7));
        assertThat(keys.claim("k", "other")).isInstanceOf(Claim.Mismatch.class);
    }

    @Test
    void shouldLetAFailedRequestBeSentAgain() {
        keys.claim("k", "body");
        keys.release("k");

        assertThat(keys.claim("k", "body")).isInstanceOf(Claim.First.class);
    }

    @Test
    void shouldForgetAfterAnHour() {
        keys.claim("k", "body");
        keys.finish("k", new byte[] {7});
        now.addAndGet(TimeUnit.MINUTES.toNanos(61));

        assertThat(keys.claim("k", "body")).isInstanceOf(Claim.First.class);
    }

    @Test
    void shouldAnswerWhatAnotherProcessAnswered() {
        keys.restore("k", "body", new byte[] {7}, Duration.ofMinutes(30));
        keys.restore("k", "body", new byte[] {8}, Duration.ZERO);
        keys.restore("old", "body", new byte[] {9}, Duration.ofMinutes(61));

        assertThat(keys.claim("k", "body"))
                .isInstanceOfSatisfying(
                        Claim.Repeat.class,
                        repeat -> assertThat(repeat.answer()).containsExactly(7));
        assertThat(keys.claim("k", "other")).isInstanceOf(Claim.Mismatch.class);
        assertThat(keys.claim("old", "body")).isInstanceOf(Claim.First.class);
        now.addAndGet(TimeUnit.MINUTES.toNanos(31));
        assertThat(keys.claim("k", "body")).isInstanceOf(Claim.First.class);
    }

    @Test
    void shouldNotGrowWithoutBound() {
        for (int i = 0; i < 100; i++) {
            keys.claim("k" + i, "body");
            keys.finish("k" + i, new byte[1 << 20]);
        }

        assertThat(keys.claim("k99", "body")).isInstanceOf(Claim.Repeat.class);
        assertThat(keys.claim("k0", "body")).isInstanceOf(Claim.First.class);
    }
}
