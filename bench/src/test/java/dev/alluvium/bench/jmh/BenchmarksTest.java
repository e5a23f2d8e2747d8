package dev.alluvium.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs to its end. What it measures here says nothing. */
class BenchmarksTest {
    @Test
    void shouldRunEachBenchmark() throws RunnerException {
        // When
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev.alluvium.bench.jmh.*")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        // Then
        List<String> names = results.stream()
                .map(result -> result.getParams().getBenchmark())
                .toList();
        assertThat(names)
                .hasSizeGreaterThanOrEqualTo(10)
                .anyMatch(name -> name.endsWith("CleaningBenchmark.pipeline"))
                .anyMatch(name -> name.endsWith("ModelBenchmark.scoreSixteen"));
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
