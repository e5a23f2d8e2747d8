package dev.alluvium.launcher.cli;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.launcher.bench.train.TrainBench;
import dev.alluvium.launcher.bench.train.TrainBenchSettings;
import dev.alluvium.launcher.bench.train.TrainFigures;
import dev.alluvium.model.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench train}: one epoch on a file of records. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Train an adapter for one epoch on Alpaca records: tokens per second, memory, share of bare matmuls.")
final class BenchTrainCommand implements Callable<Integer> {
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

    @Option(names = "--dtype", defaultValue = "fp32", description = "fp32, bf16, int8 or auto (default: fp32).")
    String dtype;

    @Option(names = "--device", defaultValue = "cpu", description = "cpu, cuda:N or auto (default: cpu).")
    String device;

    @Option(names = "--checkpointing", defaultValue = "off", description = "auto, on or off (default: off).")
    TrainingOptions.Checkpointing checkpointing;

    @Option(names = "--dropout", defaultValue = "0", description = "On the LoRA path (default: 0).")
    double dropout;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        TrainFigures figures = TrainBench.run(new TrainBenchSettings(
                file,
                records,
                base,
                dtype,
                device,
                maxLength,
                rows,
                rank,
                threads,
                TrainingOptions.standard().withDropout(dropout, 1).withCheckpointing(checkpointing)));
        System.out.println(json ? Json.string(figures) : text(figures));
        return 0;
    }

    private static String text(TrainFigures figures) {
        return String.format(
                Locale.ROOT,
                "%d records, %,d tokens (%,d with loss), %d truncated, %d steps, %d threads, %s%n"
                        + "%,.0f tokens/s, %,.0f with loss/s, %.1f s, %,.0f tokens per CPU second%n"
                        + "%.0f %% of the bare matmuls' rate, peak RSS %,d MiB, loss %.3f -> %.3f%n"
                        + "seconds: %s",
                figures.records(),
                figures.realTokens(),
                figures.supervisedTokens(),
                figures.truncated(),
                figures.steps(),
                figures.threads(),
                figures.dtype(),
                figures.realTokensPerSecond(),
                figures.supervisedTokensPerSecond(),
                figures.seconds(),
                figures.realTokensPerCpuSecond(),
                100 * figures.matmulShare(),
                figures.peakRssMb(),
                figures.firstLoss(),
                figures.lastLoss(),
                figures.phases());
    }
}
