package dev.alluvium.launcher.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainBenchIT {
    @TempDir
    private Path directory;

    @Test
    void shouldMeasureAnEpochOnARandomBase() throws IOException {
        // Given
        List<Map<String, String>> records = IntStream.range(0, 12)
                .mapToObj(i -> Map.of("instruction", "How heavy is part " + i + "?", "input", "", "output", i + " kg."))
                .toList();
        Path file = Files.write(directory.resolve("records.json"), Json.bytes(records));

        // When
        TrainFigures figures = TrainBench.run(
                new TrainBenchSettings(file, 10, null, "fp32", "cpu", 64, 2, 4, 1, TrainingOptions.standard()));

        // Then
        assertThat(figures.records()).isEqualTo(10);
        assertThat(figures.realTokens()).isBetween(figures.supervisedTokens() + 1, figures.slots());
        assertThat(figures.steps()).isPositive();
        assertThat(figures.lastLoss()).isLessThan(figures.firstLoss());
        assertThat(figures.matmulShare()).isPositive();
        assertThat(figures.phases()).containsKeys("make base", "tokenise", "pack", "warm-up", "train");
    }
}
