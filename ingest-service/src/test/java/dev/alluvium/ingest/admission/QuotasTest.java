package dev.alluvium.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void shouldLetASourcePushWhatItSavedAndThenWait() {
        Quotas quotas = new Quotas(Map.of("crm", 10), null, now::get);

        assertThat(quotas.take(Map.of("crm", 150))).isEmpty();
        assertThat(quotas.take(Map.of("crm", 1))).contains(new Quotas.Wait("crm", 10, Duration.ofSeconds(6)));
        now.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(quotas.take(Map.of("crm", 1))).isEmpty();
    }

    @Test
    void shouldKeepSourcesApartAndTakeNothingOfARequestItRefuses() {
        Quotas quotas = new Quotas(Map.of("crm", 1), 5, now::get);

        assertThat(quotas.take(Map.of("crm", 10))).isEmpty();
        assertThat(quotas.take(Map.of("crm", 1, "erp", 50))).isPresent();
        assertThat(quotas.take(Map.of("erp", 50))).isEmpty();
        assertThat(quotas.take(Map.of("erp", 1))).isPresent();
    }

    @Test
    void shouldLimitNothingByItself() {
        assertThat(new Quotas(Map.of(), null, now::get).take(Map.of("crm", Integer.MAX_VALUE)))
                .isEmpty();
    }
}
