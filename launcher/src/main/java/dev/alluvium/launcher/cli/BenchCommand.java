package dev.alluvium.launcher.cli;

import dev.alluvium.launcher.bench.GateBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure what is claimed.",
        subcommands = BenchCommand.Gate.class)
final class BenchCommand {
    @Command(
            name = "gate",
            mixinStandardHelpOptions = true,
            description =
                    "Clean, lying, updating and shuffled rounds on many worlds: what is promoted, what is refused.")
    static final class Gate implements Callable<Integer> {
        @Option(
                names = "--rounds",
                defaultValue = "20",
                description = "Worlds; each has one round of every kind (default: 20).")
        int rounds;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                required = true,
                description = "JSON lines; a run that was cut off goes on where the file ends.")
        Path out;

        @Override
        public Integer call() throws IOException {
            GateBench.main(new String[] {out.toString(), "1", Integer.toString(rounds)});
            return 0;
        }
    }
}
