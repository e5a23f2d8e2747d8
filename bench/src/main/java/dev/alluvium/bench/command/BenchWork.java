package dev.alluvium.bench.command;

import dev.alluvium.bench.train.TrainBenchSettings;
import dev.alluvium.model.TrainingOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The base, the records and the machine of a measurement of training. */
final class BenchWork {
    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "A Hugging Face directory (default: a random one, hidden 256, 6 layers, vocabulary 8192"
                    + " learnt from the file).")
    @Nullable Path base;

    @Option(names = "--file", paramLabel = "FILE", required = true, description = "A JSON array of Alpaca records.")
    Path file;

    @Option(names = "--records", defaultValue = "1000000", description = "Only the first so many records.")
    int records;

    @Option(names = "--max-length", defaultValue = "512", description = "Tokens of a row (default: 512).")
    int maxLength;

    @Option(names = "--rows", defaultValue = "4", description = "Rows of an optimizer step (default: 4).")
    int rows;

    @Option(names = "--rank", defaultValue = "16", description = "Rank on all projections (default: 16).")
    int rank;

    @Option(names = "--threads", description = "Torch threads (default: all cores).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--device", defaultValue = "cpu", description = "cpu, cuda:N or auto (default: cpu).")
    String device;

    TrainBenchSettings settings(String dtype, TrainingOptions options) {
        return new TrainBenchSettings(file, records, base, dtype, device, maxLength, rows, rank, threads, options);
    }
}
