package dev.alluvium.bench.accumulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccumulateBenchIT {
    @Test
    void shouldAccountForEveryRecordOfTwoModels() throws Exception {
        // When
        AccumulateFigures figures =
                AccumulateBench.run(new AccumulateSettings(1200, 2, 2, 100, Duration.ofMillis(300), 1));

        // Then
        assertThat(figures.taught() + figures.dropped() + figures.waiting()).isEqualTo(1200);
        assertThat(figures.rounds()).isGreaterThanOrEqualTo(2);
        assertThat(figures.dropped()).as("edited copies under other facts").isBetween(10L, 100L);
        assertThat(figures.indexRecords()).as("nothing is decided").isEqualTo(figures.taught());
        assertThat(figures.objects()).isGreaterThanOrEqualTo(3 * figures.rounds());
        assertThat(figures.checkpointBytes()).isPositive();
        assertThat(figures.job().records()).isBetween(1L, 1200L);
        assertThat(figures.share()).isPositive();
    }
}
