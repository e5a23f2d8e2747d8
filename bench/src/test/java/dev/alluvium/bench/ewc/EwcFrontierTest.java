package dev.alluvium.bench.ewc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EwcFrontierTest {
    @TempDir
    Path directory;

    @Test
    void shouldShowMeansOverWorldsByReplayAndLambda() {
        // Given
        List<EwcPoint> points = List.of(
                new EwcPoint(1, 0.5, 10, 0.9, 1, 0.7, 30),
                new EwcPoint(2, 0.5, 10, 0.7, 0.9, 0.5, 30),
                new EwcPoint(1, 0, 0, 0.95, 1, 0.2, 20));

        // When
        String table = EwcFrontier.table(points);

        // Then
        assertThat(table.lines().skip(2))
                .containsExactly(
                        "| 0 % | off | 1 | 95.0 % | 100.0 % | 20.0 % |",
                        "| 50 % | 10.0 | 2 | 80.0 % | 95.0 % | 60.0 % |");
    }

    @Test
    void shouldKnowWhatWasMeasuredBefore() throws IOException {
        // Given
        EwcFile file = new EwcFile(directory.resolve("ewc.jsonl"));
        EwcPoint point = new EwcPoint(1, 0.25, 1, 0.9, 0.95, 0.6, 12.5);

        // When
        file.append(point);

        // Then
        assertThat(file.points()).containsExactly(point);
        assertThat(file.holds(1, 0.25, 1)).isTrue();
        assertThat(file.holds(1, 0.25, 0)).isFalse();
        assertThat(file.holds(2, 0.25, 1)).isFalse();
    }
}
