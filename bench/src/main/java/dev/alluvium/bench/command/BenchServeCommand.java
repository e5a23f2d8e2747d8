package dev.alluvium.bench.command;

import dev.alluvium.bench.serve.ServeBench;
import dev.alluvium.bench.serve.ServeFigures;
import dev.alluvium.contracts.json.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench serve}: tokens a second and waiting times, alone and together. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Make answers alone and together, in the batch itself and through the endpoint:"
                + " tokens a second, time to the first token and between two.")
final class BenchServeCommand implements Callable<Integer> {
    @Option(names = "--base", defaultValue = "tiny", description = "A name or directory (default: tiny).")
    String base;

    @Option(
            names = "--streams",
            split = ",",
            defaultValue = "1,8,32",
            description = "Answers at once; the others are compared with the first (default: 1,8,32).")
    List<Integer> streams;

    @Option(names = "--answers", defaultValue = "50", description = "Of each stream (default: 50).")
    int answers;

    @Option(
            names = "--tokens",
            defaultValue = "20000",
            description = "At least so many in the batch alone, for each number of rows (default: 20000).")
    int tokens;

    @Option(names = "--max-tokens", defaultValue = "64", description = "Of an answer (default: 64).")
    int maxTokens;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        ServeFigures figures = ServeBench.run(new ServeBench.Settings(base, streams, answers, tokens, maxTokens));
        if (json) {
            System.out.println(Json.string(figures));
        } else {
            print(System.out, figures);
        }
        return figures.serving().stream().allMatch(serving -> serving.failed().isEmpty()) ? 0 : 1;
    }

    private static void print(PrintStream out, ServeFigures figures) {
        out.printf("%-8s%12s%18s%8s%n", "ROWS", "TOKENS/S", "TOKENS/CPU S", "GAIN");
        figures.decoding()
                .forEach(rows -> out.printf(
                        Locale.ROOT,
                        "%-8d%12.0f%18.0f%8.1f%n",
                        rows.rows(),
                        rows.tokensPerSecond(),
                        rows.tokensPerCpuSecond(),
                        rows.gain()));
        out.printf(
                "%n%-8s%12s%8s%10s%8s%22s%22s%n",
                "STREAMS", "TOKENS/S", "GAIN", "ANSWERS", "FAILED", "FIRST TOKEN P50/P99", "PER TOKEN P50/P99");
        figures.serving()
                .forEach(serving -> out.printf(
                        Locale.ROOT,
                        "%-8d%12.0f%8.1f%10d%8d%12.1f/%6.1f ms%12.2f/%6.2f ms%n",
                        serving.streams(),
                        serving.tokensPerSecond(),
                        serving.gain(),
                        serving.answers(),
                        serving.failed().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        serving.firstToken().p50(),
                        serving.firstToken().p99(),
                        serving.perToken().p50(),
                        serving.perToken().p99()));
        figures.serving().stream()
                .filter(serving -> !serving.failed().isEmpty())
                .forEach(serving -> out.println(serving.streams() + " streams, failed: " + serving.failed()));
    }
}
