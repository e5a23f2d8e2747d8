package dev.alluvium.model.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate of a step's memory against what real steps take, each in a process of its own. */
class MemoryModelIT {
    @TempDir
    private Path directory;

    /** Hidden, intermediate, layers, vocabulary, rows, width, labelled share, all projections. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "192 512 4 2048 4 256 1.0 true",
                "192 512 4 8192 8 256 0.4 true",
                "256 704 6 4096 4 512 0.7 true",
                "256 704 6 4096 4 512 0.7 false",
                "128 1024 8 1024 16 128 0.3 true"
            })
    void shouldEstimateARealStepWithinAFifth(String step) throws IOException, InterruptedException {
        // Given
        assumeTrue(ResidentMemory.measurable());

        // When
        double[] bytes = run(step);

        // Then
        assertThat(bytes[0] / bytes[1]).as(Arrays.toString(bytes)).isBetween(0.8, 1.25);
    }

    private double[] run(String step) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredStep.class.getName(),
                directory.toString()));
        command.addAll(Arrays.asList(step.split(" ")));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return Arrays.stream(printed.strip()
                        .lines()
                        .reduce("", (first, last) -> last)
                        .split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
