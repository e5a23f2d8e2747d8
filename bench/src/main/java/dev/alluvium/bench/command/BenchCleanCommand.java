package dev.alluvium.bench.command;

import dev.alluvium.bench.Rate;
import dev.alluvium.bench.StreamBench;
import dev.alluvium.bench.clean.MixedRecords;
import dev.alluvium.bench.clean.PersonalBench;
import dev.alluvium.bench.clean.PersonalBench.Score;
import dev.alluvium.bench.clean.PersonalCorpus;
import dev.alluvium.bench.clean.PipelineBench;
import dev.alluvium.bench.clean.PipelineBench.Speed;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.CleaningConfig;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.CleaningSettings;
import dev.alluvium.settings.RuleAction;
import dev.alluvium.settings.RuleSettings;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What cleaning finds and how fast it is. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description =
                "Personal data found in a generated corpus, and the pipeline's speed on one core with its ceiling.")
final class BenchCleanCommand implements Callable<Integer> {
    private static final List<RuleSettings> RULES = List.of(
            new RuleSettings(
                    "boiling",
                    "has(numbers.temperature) && numbers.temperature > 1000",
                    RuleAction.REJECT,
                    List.of(),
                    null),
            new RuleSettings("no-answer", "kind == 'qa' && size(output) == 0", RuleAction.REJECT, List.of(), null),
            new RuleSettings(
                    "assistant", "content.contains('as an AI language model')", RuleAction.REJECT, List.of(), null),
            new RuleSettings(
                    "state",
                    "has(attributes.state) && attributes.state == 'unknown'",
                    RuleAction.REJECT,
                    List.of(),
                    null),
            new RuleSettings("source", "source == 'test'", RuleAction.REJECT, List.of(), null));

    @Option(names = "--texts", defaultValue = "10000", description = "Texts with and without personal data (10000).")
    int texts;

    @Option(names = "--records", defaultValue = "2000", description = "Different records of about 1 KB (2000).")
    int records;

    @Option(names = "--rounds", defaultValue = "10", description = "How often they are cleaned for a figure (10).")
    int rounds;

    @Option(names = "--seed", defaultValue = "1", description = "Of all that is generated (1).")
    long seed;

    @Option(
            names = "--broker",
            description = "The whole stream on an embedded broker in this process, and the same one without filters.")
    boolean broker;

    @Option(
            names = "--sent",
            defaultValue = "240000",
            description = "Records through the broker; a third of them warms up (240000).")
    int sent;

    @Option(names = "--threads", defaultValue = "2", description = "Of the stream on the broker (2).")
    int threads;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        if (broker) {
            stream(out);
            return 0;
        }
        personal(out);
        List<byte[]> mixed = MixedRecords.generate(seed, records);
        PipelineBench bench = new PipelineBench(pipeline(), mixed, rounds);
        out.printf(
                Locale.ROOT,
                "%nPipeline, every stage on for every kind, 5 rules, %d records of %d bytes: %s%n",
                mixed.size(),
                mixed.stream().mapToInt(record -> record.length).sum() / mixed.size(),
                bench.outcomes());
        Speed whole = bench.whole();
        Speed ceiling = bench.ceiling();
        speed(out, "everything", whole);
        speed(out, "ceiling: decode and encode", ceiling);
        speed(out, "scan for personal data alone", bench.redaction());
        out.printf(
                Locale.ROOT,
                "  the pipeline runs at %.0f %% of its ceiling%n",
                100 * whole.records() / ceiling.records());
        out.printf("%nStages (CPU time; the first includes decoding)%n");
        bench.stages().forEach((stage, speed) -> speed(out, stage, speed));
        return 0;
    }

    private void stream(PrintStream out) throws Exception {
        StreamBench bench = new StreamBench(MixedRecords.generate(seed, sent), threads);
        out.printf(
                Locale.ROOT,
                "Stream on the embedded broker, exactly once, %d threads, %d cores, the broker's work included%n",
                threads,
                Runtime.getRuntime().availableProcessors());
        Rate whole = bench.run(CleaningPipeline.standard(config()));
        figures(out, "everything on", whole);
        Rate ceiling = bench.run(CleaningPipeline.unfiltered(config()));
        figures(out, "ceiling: the same without filters", ceiling);
        out.printf(
                Locale.ROOT,
                "  the stream runs at %.0f %% of its ceiling, by CPU time%n",
                100 * whole.perCpuSecond() / ceiling.perCpuSecond());
    }

    private static void figures(PrintStream out, String what, Rate figures) {
        out.printf(
                Locale.ROOT,
                "  %-34s %,8.0f records/s by the clock, %,8.0f in a CPU second (%d records, %.1f s, %.1f CPU s)%n",
                what,
                figures.perSecond(),
                figures.perCpuSecond(),
                figures.records(),
                figures.seconds(),
                figures.cpuSeconds());
    }

    private void personal(PrintStream out) {
        PersonalBench.Report report = PersonalBench.run(Redactor.standard(), PersonalCorpus.generate(seed, texts));
        out.printf(
                Locale.ROOT,
                "Personal data, %d Chinese texts: recall %.4f, false positives %.4f%n",
                texts,
                report.recall(),
                report.falsePositives());
        scores(out, "found", report.personal());
        scores(out, "left alone", report.things());
    }

    private static void scores(PrintStream out, String what, Map<String, Score> scores) {
        scores.forEach((kind, score) -> out.printf(
                Locale.ROOT,
                "  %-22s %5d of %5d %s (%.4f)%n",
                kind,
                score.right(),
                score.texts(),
                what,
                score.share()));
    }

    private static void speed(PrintStream out, String what, Speed speed) {
        out.printf(
                Locale.ROOT,
                "  %-30s %,10.0f records/s/core %,8.1f MB/s %8.1f us%n",
                what,
                speed.records(),
                speed.megabytes(),
                1e6 / speed.records());
    }

    private static CleaningPipeline pipeline() {
        return CleaningPipeline.standard(config());
    }

    private static CleaningConfig config() {
        List<String> all = List.of("all");
        CleaningSettings everything = new CleaningSettings(
                Map.of(
                        "boilerplate", all,
                        "values", all,
                        "repetition", all,
                        "quality", all,
                        "low-information", all),
                null,
                null,
                null,
                null,
                null,
                RULES);
        AlluviumConfig defaults = AlluviumConfig.defaults();
        AlluviumConfig config = defaults.withCleaning(everything);
        RuleSet rules = RuleSet.compile(RULES);
        return CleaningConfig.of(config, new FactKeyHash(new byte[32]), () -> rules);
    }
}
