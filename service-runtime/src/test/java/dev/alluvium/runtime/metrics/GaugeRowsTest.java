package dev.alluvium.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaugeRowsTest {
    private static final MeterSpec SPEC = () -> new MeterSpec.Declaration(
            "alluvium.test.rows", MeterType.GAUGE, "bytes", "Rows of a test.", List.of("model"));

    private final ScrapedMeters registry = new ScrapedMeters();
    private final GaugeRows rows = new Meters(registry).rows(SPEC);

    @Test
    void shouldShowTheNewestValueOfEachRow() {
        rows.set(Map.of(List.of("a"), 1, List.of("b"), 2));

        rows.set(Map.of(List.of("a"), 3, List.of("b"), 4));

        assertThat(shown())
                .containsExactlyInAnyOrder(
                        "alluvium_test_rows_bytes{model=\"a\"} 3.0", "alluvium_test_rows_bytes{model=\"b\"} 4.0");
    }

    @Test
    void shouldShowNoRowThatIsGone() {
        rows.set(Map.of(List.of("a"), 1, List.of("b"), 2));

        rows.set(Map.of(List.of("b"), 2));

        assertThat(shown()).containsExactly("alluvium_test_rows_bytes{model=\"b\"} 2.0");
    }

    @Test
    void shouldShowARowThatCameBack() {
        rows.set(Map.of(List.of("a"), 1));
        rows.set(Map.of());
        rows.set(Map.of(List.of("a"), 2));
        assertThat(shown()).as("back before a scrape").containsExactly("alluvium_test_rows_bytes{model=\"a\"} 2.0");
        rows.set(Map.of());
        assertThat(shown()).isEmpty();

        rows.set(Map.of(List.of("a"), 5));

        assertThat(shown()).as("back after a scrape").containsExactly("alluvium_test_rows_bytes{model=\"a\"} 5.0");
    }

    @Test
    void shouldKeepOneRemovalWaitingHoweverLongNobodyScrapes() {
        rows.set(Map.of(List.of("a"), 1, List.of("b"), 2));

        IntStream.range(0, 1_000).forEach(i -> rows.set(Map.of(List.of("b"), i)));

        assertThat(registry.waitingRemovals()).isEqualTo(1);
        assertThat(shown()).containsExactly("alluvium_test_rows_bytes{model=\"b\"} 999.0");
        assertThat(registry.waitingRemovals()).isZero();
    }

    @Test
    void shouldRemoveRowsAtOnceWhereNothingIsScraped() {
        SimpleMeterRegistry simple = new SimpleMeterRegistry();
        GaugeRows plain = new Meters(simple).rows(SPEC);
        plain.set(Map.of(List.of("a"), 1));

        plain.set(Map.of());

        assertThat(simple.getMeters()).isEmpty();
    }

    private List<String> shown() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }
}
