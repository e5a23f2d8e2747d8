package dev.alluvium.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.accumulator.adapter.JobCounters;
import dev.alluvium.accumulator.adapter.JobView;
import dev.alluvium.runtime.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JobMeters meters =
            new JobMeters(registry, List.of("notes"), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void shouldAddWhatTheJobCountsFurther() {
        // When
        meters.update(view("job-1", 3));
        meters.update(view("job-1", 3));
        meters.update(view("job-1", 7));

        // Then
        assertThat(segments()).isEqualTo(7);
    }

    @Test
    void shouldAddAllThatAnotherStartOfTheJobCountsHoweverMuchThatIs() {
        // Given
        meters.update(view("job-1", 3));

        // When
        meters.update(view("job-2", 5));
        meters.update(view("job-3", 1));

        // Then
        assertThat(segments()).isEqualTo(9);
    }

    @Test
    void shouldShowTheShareOfNearDuplicatesOfEachSource() {
        // When
        meters.update(counted("job-1", Map.of("received:wiki", 40L, "near:wiki", 4L, "received:crm", 10L)));
        meters.update(counted("job-2", Map.of("received:wiki", 10L, "near:wiki", 1L)));

        // Then
        assertThat(nearShare("wiki")).isEqualTo(0.1);
        assertThat(nearShare("crm")).isZero();
    }

    private double nearShare(String source) {
        return registry.get("alluvium.accumulator.near.duplicates.share")
                .tag("source", source)
                .gauge()
                .value();
    }

    private static JobView counted(String attempt, Map<String, Long> counts) {
        return new JobView("RUNNING", true, null, null, Map.of(), attempt, counts, List.of());
    }

    private double segments() {
        return new Meters(registry).counter(AccumulatorMeters.SEGMENTS).count();
    }

    private static JobView view(String attempt, long segments) {
        return new JobView(
                "RUNNING", true, null, null, Map.of(), attempt, Map.of(JobCounters.SEGMENTS, segments), List.of());
    }
}
