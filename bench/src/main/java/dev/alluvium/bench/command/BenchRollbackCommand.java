package dev.alluvium.bench.command;

import dev.alluvium.bench.serve.Percentiles;
import dev.alluvium.bench.serve.RollbackBench;
import dev.alluvium.bench.serve.RollbackFigures;
import dev.alluvium.contracts.json.Json;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench rollback}: how fast replicas under load follow the registry. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Promote and roll back on replicas that answer all the while: from the published wish to the last"
                + " replica's proof, with the version in memory and without; failed answers end it with status 1.")
final class BenchRollbackCommand implements Callable<Integer> {
    @Option(names = "--base", defaultValue = "tiny", description = "A name or directory (default: tiny).")
    String base;

    @Option(names = "--replicas", defaultValue = "3", description = "In this process (default: 3).")
    int replicas;

    @Option(names = "--streams", defaultValue = "50", description = "Open all the while (default: 50).")
    int streams;

    @Option(
            names = "--rounds",
            defaultValue = "50",
            description = "New versions, each promoted, rolled back and promoted again (default: 50).")
    int rounds;

    @Option(names = "--max-tokens", defaultValue = "64", description = "Of an answer (default: 64).")
    int maxTokens;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        RollbackFigures figures =
                RollbackBench.run(new RollbackBench.Settings(base, replicas, streams, rounds, maxTokens));
        if (json) {
            System.out.println(Json.string(figures));
        } else {
            print(System.out, figures);
        }
        return figures.failed().isEmpty() ? 0 : 1;
    }

    private static void print(PrintStream out, RollbackFigures figures) {
        out.printf("%d replicas, %d streams%n", figures.replicas(), figures.streams());
        print(out, "resident", figures.resident());
        print(out, "cold", figures.cold());
        out.printf(
                Locale.ROOT,
                "%d answers, %.0f a second; failed: %s%n",
                figures.answers(),
                figures.answersPerSecond(),
                figures.failed().isEmpty() ? "none" : figures.failed());
    }

    private static void print(PrintStream out, String name, Percentiles times) {
        out.printf(
                Locale.ROOT,
                "%-10s%4d times: p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                name,
                times.count(),
                times.p50(),
                times.p99(),
                times.max());
    }
}
