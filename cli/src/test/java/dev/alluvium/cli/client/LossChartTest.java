package dev.alluvium.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cli.client.LossChart.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossChartTest {
    @Test
    void shouldDrawAFallingLossFromTheTopLeftToTheBottomRight() {
        // When
        List<String> lines = LossChart.of(IntStream.rangeClosed(1, 100)
                .mapToObj(step -> new Point(step, 4.0 - 0.03 * step, null))
                .toList());

        // Then
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0)).startsWith("   3.955 │•");
        assertThat(lines.get(7)).startsWith("   1.000 │").endsWith("•");
        assertThat(lines.get(7)).hasSize(10 + 60);
        assertThat(lines.get(9)).endsWith("step 100");
        assertThat(lines.get(10)).doesNotContain("○");
    }

    @Test
    void shouldDrawOneMarkAColumnHoweverManyStepsFallIntoIt() {
        // When
        List<String> lines = LossChart.of(IntStream.rangeClosed(1, 600)
                .mapToObj(step -> new Point(step, 600.0 / step + step % 7, null))
                .toList());

        // Then
        for (int column = 10; column < 70; column++) {
            int at = column;
            assertThat(lines.subList(0, 8).stream().filter(line -> line.length() > at && line.charAt(at) == '•'))
                    .as("column %d", column)
                    .hasSize(1);
        }
    }

    @Test
    void shouldDrawTheValidationLossBesideIt() {
        // When
        List<String> lines = LossChart.of(List.of(new Point(1, 3.0, 3.5), new Point(2, 1.0, 2.0)));

        // Then
        assertThat(lines.get(0)).contains("○");
        assertThat(lines.get(7)).endsWith("•");
        assertThat(lines.get(10)).contains("○ on the wordings set aside");
    }

    @Test
    void shouldDrawALossThatDoesNotChange() {
        assertThat(LossChart.of(List.of(new Point(1, 2.0, null), new Point(2, 2.0, null))))
                .anyMatch(line -> line.endsWith("•"));
    }

    @Test
    void shouldDrawNothingOfASinglePoint() {
        assertThat(LossChart.of(List.of(new Point(1, 3.0, null)))).isEmpty();
    }
}
