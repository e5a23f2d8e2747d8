package dev.alluvium.launcher.cli;

import dev.alluvium.launcher.bench.DedupBench;
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
        subcommands = {
            BenchCommand.Gate.class,
            BenchCommand.Dedup.class,
            BenchTrainCommand.class,
            BenchStepCommand.class,
            BenchProgramCommand.class,
            BenchEwcCommand.class,
            BenchCleanCommand.class
        })
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

    @Command(
            name = "dedup",
            mixinStandardHelpOptions = true,
            description =
                    "Near-duplicates on a generated corpus: recall, precision, speed beside a ceiling, index size.")
    static final class Dedup implements Callable<Integer> {
        @Option(names = "--pairs", defaultValue = "20000", description = "Known pairs (default: 20000).")
        int pairs;

        @Option(names = "--seed", defaultValue = "1", description = "Of the corpus (default: 1).")
        long seed;

        @Override
        public Integer call() {
            DedupBench.run(pairs, seed);
            return 0;
        }
    }
}
