package dev.alluvium.bench.command;

import dev.alluvium.bench.ewc.EwcBench;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench ewc}: uptake against retention. */
@Command(
        name = "ewc",
        mixinStandardHelpOptions = true,
        description = {
            "Train a second round after a first one on the shipped base, with several strengths of EWC and amounts of"
                    + " history replay: what it learns, and what is left of the first."
        })
final class BenchEwcCommand implements Callable<Integer> {
    @Option(names = "--worlds", defaultValue = "2", description = "Pairs of rounds about made-up facts (default: 2).")
    int worlds;

    @Option(
            names = "--replay",
            split = ",",
            defaultValue = "0,0.25,0.5,0.75",
            paramLabel = "SHARE",
            description = "Examples of the first round's facts, as shares of the second one's own"
                    + " (default: ${DEFAULT-VALUE}).")
    List<Double> replays;

    @Option(
            names = "--lambda",
            split = ",",
            defaultValue = "0,1,10,100",
            paramLabel = "STRENGTH",
            description = "Strengths of EWC, 0 for off (default: ${DEFAULT-VALUE}).")
    List<Double> lambdas;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "JSON lines; a run that was cut off goes on where the file ends.")
    Path out;

    @Option(names = "--json", description = "Print the file's points as JSON lines in place of a table of means.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        requireNotNegative("--replay", replays);
        requireNotNegative("--lambda", lambdas);
        EwcBench bench = new EwcBench(out, new Terminal(System.err));
        bench.run(1, worlds, new EwcBench.Grid(replays, lambdas));
        if (json) {
            bench.points().forEach(point -> System.out.println(Json.string(point)));
        } else {
            System.out.print(bench.table());
        }
        return 0;
    }

    private static void requireNotNegative(String option, List<Double> values) {
        values.stream().filter(value -> value < 0).findFirst().ifPresent(value -> {
            throw new CliException(option + "=" + value + ": must not be negative; 0 is none", 2);
        });
    }
}
