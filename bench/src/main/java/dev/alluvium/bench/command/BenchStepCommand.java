package dev.alluvium.bench.command;

import dev.alluvium.bench.train.StepBench;
import dev.alluvium.bench.train.StepFigures;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.TrainingOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench step}: what the variants of a training step take. */
@Command(
        name = "step",
        mixinStandardHelpOptions = true,
        description = "Train with checkpointing on and off, on fp32, bf16 and int8 weights, and for many steps:"
                + " memory, tokens per second, loss.")
final class BenchStepCommand implements Callable<Integer> {
    @Mixin
    final BenchWork work = new BenchWork();

    @Option(
            names = "--steps",
            defaultValue = "0",
            description =
                    "Also train so many steps and compare resident memory with that after 50 (default: 0, do not).")
    int steps;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        StepFigures figures = StepBench.run(work.settings("fp32", TrainingOptions.standard()), steps);
        if (json) {
            System.out.println(Json.string(figures));
        } else {
            print(System.out, figures);
        }
        return 0;
    }

    private static void print(PrintStream out, StepFigures figures) {
        out.printf(
                Locale.ROOT,
                "%d batches, %,d tokens, %d threads%n%n%-14s%10s%12s%18s%n",
                figures.batches(),
                figures.tokens(),
                figures.threads(),
                "CHECKPOINTING",
                "STEP MIB",
                "TOKENS/S",
                "TOKENS/CPU S");
        figures.checkpointing()
                .forEach(step -> out.printf(
                        Locale.ROOT,
                        "%-14s%10.1f%12.0f%18.0f%n",
                        step.checkpointing(),
                        step.stepMib(),
                        step.tokensPerSecond(),
                        step.tokensPerCpuSecond()));
        out.printf("%n%-8s%14s%14s%12s%18s%n", "WEIGHTS", "LOSS BEFORE", "LOSS AFTER", "TOKENS/S", "TOKENS/CPU S");
        figures.weights()
                .forEach(weights -> out.printf(
                        Locale.ROOT,
                        "%-8s%14.4f%14.4f%12.0f%18.0f%n",
                        weights.dtype(),
                        weights.lossBefore(),
                        weights.lossAfter(),
                        weights.tokensPerSecond(),
                        weights.tokensPerCpuSecond()));
        StepFigures.Resident resident = figures.resident();
        if (resident != null) {
            out.printf(
                    Locale.ROOT,
                    "%nresident after 50 steps %.1f MiB, after %,d steps %.1f MiB%n",
                    resident.after50(),
                    resident.steps(),
                    resident.atEnd());
        }
    }
}
