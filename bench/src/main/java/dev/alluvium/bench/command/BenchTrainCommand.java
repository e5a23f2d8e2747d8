package dev.alluvium.bench.command;

import dev.alluvium.bench.train.TrainBench;
import dev.alluvium.bench.train.TrainFigures;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.TrainingOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench train}: one epoch on a file of records. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Train an adapter for one epoch on Alpaca records: tokens per second, memory, share of bare matmuls.")
final class BenchTrainCommand implements Callable<Integer> {
    @Mixin
    final BenchWork work = new BenchWork();

    @Option(names = "--dtype", defaultValue = "fp32", description = "fp32, bf16, int8 or auto (default: fp32).")
    String dtype;

    @Option(names = "--checkpointing", defaultValue = "off", description = "auto, on or off (default: off).")
    TrainingOptions.Checkpointing checkpointing;

    @Option(names = "--dropout", defaultValue = "0", description = "On the LoRA path (default: 0).")
    double dropout;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        TrainFigures figures = TrainBench.run(work.settings(
                dtype, TrainingOptions.standard().withDropout(dropout, 1).withCheckpointing(checkpointing)));
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
