package dev.alluvium.bench.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeedTableTest {
    @Test
    void shouldPoolWhatSeedsDoOverWorlds() {
        // Given: every fact moves with the seed, in each world by as much and from another level
        List<SeedOutcome> outcomes = List.of(
                outcome(1, 1, 0.1, 0.3), outcome(1, 2, 0.2, 0.4), outcome(2, 1, 0.5, 0.6), outcome(2, 2, 0.6, 0.7));

        // When
        List<SeedTable.Row> rows = SeedTable.rows(outcomes);

        // Then
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.suite()).isEqualTo("earlier-facts");
            assertThat(row.versions()).isEqualTo(4);
            assertThat(row.facts()).isEqualTo(2);
            assertThat(row.lowest()).isCloseTo(0.2, within(1e-12));
            assertThat(row.highest()).isCloseTo(0.65, within(1e-12));
            assertThat(row.variance().freedom()).isEqualTo(2);
            assertThat(row.variance().deviation()).isCloseTo(0.1 / Math.sqrt(2), within(1e-12));
        });
        assertThat(SeedTable.of(rows))
                .contains("| update | earlier-facts | 4 | 2 | 20.0 to 65.0 % | 7.07 points | 7.07 points |");
    }

    @Test
    void shouldReadWhatItWrote() {
        // Given
        SeedOutcome written = outcome(1, 3, 0.25, -0.5);

        // When
        SeedOutcome read = Json.read(Json.string(written).getBytes(StandardCharsets.UTF_8), SeedOutcome.class);

        // Then
        assertThat(read).isEqualTo(written);
    }

    private static SeedOutcome outcome(long world, long seed, double... losses) {
        TreeMap<String, List<Double>> suites = new TreeMap<>();
        suites.put("earlier-facts", List.of(losses[0], losses[1]));
        return new SeedOutcome(world, "update", seed, true, suites);
    }
}
