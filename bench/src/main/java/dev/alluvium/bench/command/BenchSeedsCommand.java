package dev.alluvium.bench.command;

import dev.alluvium.bench.seeds.SeedBench;
import dev.alluvium.bench.seeds.SeedTable;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench seeds}: what the gate's bounds add for the luck of a seed. */
@Command(
        name = "seeds",
        mixinStandardHelpOptions = true,
        description = {
            "Train the same rounds with several seeds on the shipped base: how far each suite moves with the seed alone.",
            "The base's profile keeps the last column as gate.seed-deviation. About four minutes a world and core."
        })
final class BenchSeedsCommand implements Callable<Integer> {
    @Option(names = "--seeds", defaultValue = "5", description = "For each round (default: 5).")
    int seeds;

    @Option(names = "--worlds", defaultValue = "2", description = "A clean round and an update each (default: 2).")
    int worlds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "gate-seeds.jsonl",
            description = "A run that was cut off goes on where the file ends (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(names = "--json", description = "Print the rows as JSON in place of a table.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        if (seeds < 2 || worlds < 1) {
            throw new CliException(
                    "--seeds=" + seeds + ", --worlds=" + worlds + ": two seeds and one world are the least", 2);
        }
        List<SeedTable.Row> rows = SeedTable.rows(new SeedBench(out, new Terminal(System.err)).run(worlds, seeds));
        System.out.print(json ? Json.string(rows) + "\n" : SeedTable.of(rows));
        return 0;
    }
}
