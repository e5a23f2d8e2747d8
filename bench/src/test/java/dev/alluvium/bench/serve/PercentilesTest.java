package dev.alluvium.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void shouldTakeTheNearestRankInMilliseconds() {
        List<Long> times = LongStream.rangeClosed(1, 200)
                .mapToObj(i -> (201 - i) * 1_000_000)
                .toList();

        Percentiles percentiles = Percentiles.ofNanos(times);

        assertThat(percentiles).isEqualTo(new Percentiles(200, 100, 198, 200));
    }

    @Test
    void shouldTakeTheLongestOfAFewAndNoneOfNone() {
        assertThat(Percentiles.ofNanos(List.of(3_000_000L, 1_000_000L))).isEqualTo(new Percentiles(2, 1, 3, 3));
        assertThat(Percentiles.ofNanos(List.of())).isEqualTo(new Percentiles(0, Double.NaN, Double.NaN, Double.NaN));
    }
}
