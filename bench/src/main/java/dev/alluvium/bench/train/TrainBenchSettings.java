package dev.alluvium.bench.train;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.TrainingOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param records at most so many of the file
 * @param base null for a random one of the reference shape
 * @param dtype fp32, bf16, int8 or auto
 * @param maxLength tokens of a row
 * @param rows rows of a step
 */
public record TrainBenchSettings(
        Path file,
        int records,
        @Nullable Path base,
        String dtype,
        String device,
        int maxLength,
        int rows,
        int rank,
        int threads,
        TrainingOptions options) {
    public TrainBenchSettings {
        atLeast("--records", records, 1, "600");
        atLeast("--max-length", maxLength, 2, "512");
        atLeast("--rows", rows, 1, "4");
        atLeast("--rank", rank, 1, "16");
        atLeast("--threads", threads, 1, "2");
    }

    LoadOptions load() {
        return LoadOptions.of(dtype, device);
    }

    TrainBenchSettings with(String otherDtype) {
        return new TrainBenchSettings(file, records, base, otherDtype, device, maxLength, rows, rank, threads, options);
    }

    private static void atLeast(String option, int value, int least, String remedy) {
        if (value < least) {
            throw new CliException(option + "=" + value + ": must be at least " + least + "; try " + remedy, 2);
        }
    }
}
