package dev.alluvium.model.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The estimate of a step's memory against what real steps take, each in a process of its own. Tensors are measured under an
 * allocator that gives back at once what is freed; how much glibc keeps as it is used differs from run to run.
 */
class MemoryModelIT {
    private static final Map<String, String> WITHOUT_FRAGMENTS =
            Map.of("MALLOC_MMAP_THRESHOLD_", "65536", "MALLOC_TRIM_THRESHOLD_", "0");

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
    void shouldEstimateTheTensorsOfARealStepWithinATenth(String step) throws IOException, InterruptedException {
        // Given
        assumeTrue(ResidentMemory.measurable());

        // When
        double[] bytes = run(step, WITHOUT_FRAGMENTS);

        // Then
        assertThat(bytes[0] / bytes[2]).as(Arrays.toString(bytes)).isBetween(0.9, 1.1);
    }

    @Test
    void shouldEstimateWhatARealStepHasResident() throws IOException, InterruptedException {
        // Given
        assumeTrue(ResidentMemory.measurable());

        // When
        double[] bytes = run("192 512 4 8192 8 256 0.4 true", Map.of());

        // Then
        assertThat(bytes[1] / bytes[2]).as(Arrays.toString(bytes)).isBetween(0.75, 1.3);
    }

    private double[] run(String step, Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredStep.class.getName(),
                directory.toString()));
        command.addAll(Arrays.asList(step.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
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
