package dev.alluvium.bench.command;

import dev.alluvium.bench.gate.GateBench;
import dev.alluvium.bench.gate.GateTable;
import dev.alluvium.bench.gate.KindSummary;
import dev.alluvium.bench.world.RoundKind;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.LoadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench gate}: what the shipped gate makes of rounds whose nature is known. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = {
            "Train and judge rounds of known kinds on many made-up worlds, with the shipped base, recipe and gate:",
            "what is promoted, refused and held. About five minutes a world and core; rows are printed as they finish."
        })
final class BenchGateCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "20", description = "Rounds of every kind (default: 20).")
    int rounds;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "clean, update, cumulative (a series of five), lies, shuffled, garbled, noise20,"
                    + " lies-unprobed, small, small-update, small-shuffled, small-half, open, open-shuffled, open-garbled, documents, documents-garbled (default:"
                    + " all).")
    @Nullable List<String> kinds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "gate-worlds.jsonl",
            description = "A run that was cut off goes on where the file ends (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(names = "--dtype", defaultValue = "fp32", description = "Of the base: fp32, bf16 or int8 (default: fp32).")
    String dtype;

    @Option(names = "--patience", description = "Of early stopping, 0 for none (default: the profile's).")
    @Nullable Integer patience;

    @Option(
            names = "--general-replay",
            paramLabel = "SHARE",
            description = "General text as a share of the round's own loss, such as 2 (default: the profile's).")
    @Nullable Double generalReplay;

    @Option(names = "--json", description = "One object with a key for each kind; rows go to standard error.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new CliException("--rounds=" + rounds + ": must be 1 or more; leave it out for 20", 2);
        }
        GateBench bench = new GateBench(rounds, kinds(), out, LoadOptions.of(dtype, "cpu"), patience, generalReplay);
        Map<String, KindSummary> found =
                bench.run(outcome -> (json ? System.err : System.out).println(GateTable.line(outcome)));
        System.out.println(json ? Json.string(found) : GateTable.of(found));
        return 0;
    }

    private Set<RoundKind> kinds() {
        Set<RoundKind> chosen = EnumSet.noneOf(RoundKind.class);
        for (String kind : kinds == null ? List.<String>of() : kinds) {
            try {
                chosen.add(RoundKind.of(kind));
            } catch (IllegalArgumentException e) {
                throw new CliException("--kinds: " + e.getMessage() + "; leave it out for all", 2);
            }
        }
        return chosen.isEmpty() ? EnumSet.allOf(RoundKind.class) : chosen;
    }
}
