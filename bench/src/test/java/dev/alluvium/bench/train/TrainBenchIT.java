package dev.alluvium.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    private TrainBenchSettings tenRecords() throws IOException {
        List<Map<String, String>> records = IntStream.range(0, 12)
                .mapToObj(i -> Map.of("instruction", "How heavy is part " + i + "?", "input", "", "output", i + " kg."))
                .toList();
        Path file = Files.write(directory.resolve("records.json"), Json.bytes(records));
        return new TrainBenchSettings(file, 10, null, "fp32", "cpu", 64, 2, 4, 1, TrainingOptions.standard());
    }

    @Test
    void shouldMeasureAnEpochOnARandomBase() throws IOException {
        // When
        TrainFigures figures = TrainBench.run(tenRecords());

        // Then
        assertThat(figures.records()).isEqualTo(10);
        assertThat(figures.realTokens()).isBetween(figures.supervisedTokens() + 1, figures.slots());
        assertThat(figures.steps()).isPositive();
        assertThat(figures.lastLoss()).isLessThan(figures.firstLoss());
        assertThat(figures.matmulShare()).isPositive();
        assertThat(figures.phases()).containsKeys("base", "load", "tokenise and pack", "warm-up", "train");
    }

    @Test
    void shouldMeasureTheVariantsOfAStep() throws IOException {
        // When
        StepFigures figures = StepBench.run(tenRecords(), 60);

        // Then
        assertThat(figures.checkpointing())
                .extracting(StepFigures.Step::checkpointing)
                .containsExactly("on", "off");
        assertThat(figures.checkpointing())
                .allSatisfy(step -> assertThat(step.tokensPerCpuSecond()).isPositive());
        StepFigures.Weights fp32 = figures.weights().get(0);
        assertThat(figures.weights()).extracting(StepFigures.Weights::dtype).containsExactly("fp32", "bf16", "int8");
        assertThat(figures.weights()).allSatisfy(weights -> {
            assertThat(weights.lossAfter()).isLessThan(weights.lossBefore());
            assertThat(weights.lossBefore()).isCloseTo(fp32.lossBefore(), within(0.05));
        });
        assertThat(figures.resident())
                .isNotNull()
                .extracting(StepFigures.Resident::steps)
                .isEqualTo(60);
    }

    @Test
    void shouldMakeNoLongRunWhereNoneIsAskedFor() throws IOException {
        assertThat(StepBench.run(tenRecords(), 50).resident()).isNull();
    }
}
