package dev.alluvium.bench.command;

import dev.alluvium.bench.DedupBench;
import dev.alluvium.cli.LocalCommands;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = LocalCommands.BENCH,
        subcommands = {
            BenchGateCommand.class,
            BenchSeedsCommand.class,
            BenchCommand.Dedup.class,
            BenchTrainCommand.class,
            BenchStepCommand.class,
            BenchProgramCommand.class,
            BenchEwcCommand.class,
            BenchExperimentsCommand.class,
            BenchCleanCommand.class,
            BenchAccumulateCommand.class,
            BenchEvaluateCommand.class,
            BenchServeCommand.class,
            BenchRollbackCommand.class
        })
public final class BenchCommand {
    @Command(
            name = "dedup",
            mixinStandardHelpOptions = true,
            description =
                    "Near-duplicates on a generated corpus: what is found and confused, speed beside a ceiling, index size.")
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
