package dev.alluvium.bench.command;

import dev.alluvium.bench.Rate;
import dev.alluvium.bench.accumulate.AccumulateBench;
import dev.alluvium.bench.accumulate.AccumulateFigures;
import dev.alluvium.bench.accumulate.AccumulateSettings;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.contracts.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench accumulate}: from clean records to rounds. */
@Command(
        name = "accumulate",
        mixinStandardHelpOptions = true,
        description = {
            "The accumulator's Flink job on an embedded broker and object store: records/s beside a job that only reads"
                    + " the same topic and beside bare object writes, rounds cut, and the size of index and checkpoint."
        })
final class BenchAccumulateCommand implements Callable<Integer> {
    private static final double MEGA = 1e6;

    @Option(names = "--records", defaultValue = "60000", description = "Clean records (default: ${DEFAULT-VALUE}).")
    int records;

    @Option(names = "--models", defaultValue = "1", description = "They belong to (default: ${DEFAULT-VALUE}).")
    int models;

    @Option(names = "--parallelism", defaultValue = "1", description = "Of the job (default: ${DEFAULT-VALUE}).")
    int parallelism;

    @Option(names = "--round", defaultValue = "1000", description = "Records that are due (default: ${DEFAULT-VALUE}).")
    int round;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            description = "Between checkpoints (default: ${DEFAULT-VALUE}).")
    Duration interval;

    @Option(names = "--seed", defaultValue = "1", description = "Of the records (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        atLeast("--records", records, 100);
        atLeast("--models", models, 1);
        atLeast("--parallelism", parallelism, 1);
        atLeast("--round", round, 1);
        if (interval.compareTo(Duration.ofMillis(100)) < 0) {
            throw new CliException("--checkpoint-interval=" + interval + ": must be 100 ms or more; try PT1S", 2);
        }
        AccumulateFigures figures =
                AccumulateBench.run(new AccumulateSettings(records, models, parallelism, round, interval, seed));
        System.out.println(json ? Json.string(figures) : text(figures));
        return 0;
    }

    private static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw new CliException(option + "=" + value + ": must be " + least + " or more; leave it out", 2);
        }
    }

    private static String text(AccumulateFigures it) {
        return String.join(
                "\n",
                format(
                        "%,d clean records of %,d bytes, %d model(s), parallelism %d, a checkpoint every %s, %d cores;"
                                + " broker and store in the same process",
                        it.settings().records(),
                        it.recordBytes(),
                        it.settings().models(),
                        it.settings().parallelism(),
                        it.settings().interval(),
                        Runtime.getRuntime().availableProcessors()),
                rate("the job", it.job()),
                rate("ceiling: a job that only reads", it.passThrough()),
                format("  the job runs at %.0f %% of that ceiling, by CPU time", 100 * it.share()),
                format(
                        "  %-32s %,8.1f MB/s of records; bare writes of its %,d objects (%.1f MB): %.1f MB/s",
                        "bytes",
                        it.bytesPerSecond() / MEGA,
                        it.objects(),
                        it.objectBytes() / MEGA,
                        it.rawBytesPerSecond() / MEGA),
                format(
                        "  %-32s %,8d with %,d records; %,d duplicates dropped, %,d wait",
                        "rounds", it.rounds(), it.taught(), it.dropped(), it.waiting()),
                format(
                        "  %-32s %,8.1f MB of index (%,d records), %.2f MB of checkpoint",
                        "state", it.indexBytes() / MEGA, it.indexRecords(), it.checkpointBytes() / MEGA));
    }

    private static String rate(String what, Rate rate) {
        return format(
                "  %-32s %,8.0f records/s by the clock, %,8.0f in a CPU second (%,d records, %.1f s, %.1f CPU s)",
                what, rate.perSecond(), rate.perCpuSecond(), rate.records(), rate.seconds(), rate.cpuSeconds());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
