package dev.alluvium.bench.accumulate;

import dev.alluvium.accumulator.adapter.AccumulatorJob;
import dev.alluvium.accumulator.adapter.EmbeddedFlink;
import dev.alluvium.accumulator.adapter.JobCounters;
import dev.alluvium.accumulator.adapter.JobMessage;
import dev.alluvium.accumulator.adapter.JobSettings;
import dev.alluvium.accumulator.adapter.JobView;
import dev.alluvium.accumulator.adapter.KafkaConnectors;
import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.accumulator.round.Retention;
import dev.alluvium.bench.Clocks;
import dev.alluvium.bench.Rate;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Polling;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.settings.ObjectStoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The accumulator's job as the service runs it, with broker and object store in the same process: their work counts as the
 * job's, and as its ceilings'.
 */
public final class AccumulateBench {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final AccumulateSettings settings;
    private final BenchInstallation site;
    private final List<String> models;

    private AccumulateBench(AccumulateSettings settings, BenchInstallation site, List<String> models) {
        this.settings = settings;
        this.site = site;
        this.models = models;
    }

    /**
     * Measures the job and its ceilings.
     *
     * @throws CliException if the rounds and what waits do not add up to the records that were sent
     */
    public static AccumulateFigures run(AccumulateSettings settings) throws Exception {
        List<String> models = CleanCorpus.models(settings.models());
        try (BenchInstallation site =
                new BenchInstallation(CleanCorpus.of(settings.seed(), settings.records(), models))) {
            return new AccumulateBench(settings, site, models).measure();
        }
    }

    private AccumulateFigures measure() throws Exception {
        Rate passThrough = timed("passing", this::passing, view -> count(view, CountingFilter.PASSED), view -> true)
                .rate();
        Timed job = timed("job", this::job, view -> count(view, JobCounters.SEGMENT_RECORDS), this::isSettled);
        RoundReader reader = new RoundReader(site.store().bucket(), site.store()::bytes, site.store()::list);
        List<RoundManifest> rounds = models.stream()
                .flatMap(model -> reader.manifestKeys(model).stream())
                .map(reader::manifest)
                .toList();
        long taught = rounds.stream().mapToLong(round -> round.records().size()).sum();
        long dropped =
                rounds.stream().mapToLong(round -> round.dropped().size()).sum();
        long waiting = sum(job.last(), AccumulateBench::waiting);
        if (taught + dropped + waiting != settings.records()) {
            throw new CliException("%d records are in rounds, %d were dropped and %d wait, of %d that were sent"
                    .formatted(taught, dropped, waiting, settings.records()));
        }
        List<String> keys = Stream.of("segments/", "rounds/")
                .flatMap(prefix -> site.store().list(prefix).stream())
                .toList();
        long bytes = keys.stream()
                .mapToLong(key -> site.store().head(key).map(ObjectInfo::bytes).orElseThrow())
                .sum();
        return new AccumulateFigures(
                settings,
                job.rate(),
                passThrough,
                site.bytes() / settings.records(),
                keys.size(),
                bytes,
                RawWrites.seconds(site.store(), keys.size(), bytes),
                rounds.size(),
                taught,
                dropped,
                waiting,
                sum(job.last(), model -> model.index().records()),
                sum(job.last(), model -> model.index().bytes()),
                newestCheckpoint());
    }

    private record Timed(Rate rate, JobView last) {}

    private Timed timed(
            String name,
            Consumer<StreamExecutionEnvironment> define,
            ToLongFunction<JobView> done,
            Predicate<JobView> settled)
            throws Exception {
        Clocks started = Clocks.now();
        try (EmbeddedFlink flink =
                EmbeddedFlink.start(settings.job(), site.directory().resolve(name), define)) {
            long first = done.applyAsLong(reached(flink, view -> done.applyAsLong(view) >= settings.warmUp()));
            // So few records that the first look finds them all through: its start is timed with them.
            boolean warm = first < settings.records();
            Clocks begun = warm ? Clocks.now() : started;
            JobView last = reached(flink, view -> done.applyAsLong(view) == settings.records() && settled.test(view));
            return new Timed(Rate.of(settings.records() - (warm ? first : 0), Clocks.since(begun)), last);
        }
    }

    private static JobView reached(EmbeddedFlink flink, Predicate<JobView> enough) throws InterruptedException {
        JobView[] last = {JobView.NONE};
        Polling.until("the job is through", LIMIT, () -> {
            last[0] = flink.view();
            return enough.test(last[0]);
        });
        return last[0];
    }

    private void passing(StreamExecutionEnvironment env) {
        env.fromSource(
                        new KafkaConnectors(site.kafka()).source(Topics.CLEAN_RECORDS),
                        WatermarkStrategy.<JobMessage>noWatermarks(),
                        "records.clean")
                .filter(new CountingFilter())
                .sinkTo(new DiscardingSink<>());
    }

    private void job(StreamExecutionEnvironment env) {
        byte[] store = Json.bytes(site.storeConfig());
        TreeMap<String, JobSettings.Settings> byModel = new TreeMap<>();
        models.forEach(model -> byModel.put(model, new JobSettings.Settings(settings.trigger(), "tiny")));
        JobSettings of = new JobSettings(
                byModel,
                new Retention(Duration.ZERO, settings.records()),
                () -> new MinioObjectStore(Json.read(store, ObjectStoreConfig.class)),
                Clock.systemUTC());
        AccumulatorJob.define(env, of, new KafkaConnectors(site.kafka()));
    }

    /** Every record is in a written round, was dropped at a cut, or waits, and no round is due. */
    private boolean isSettled(JobView view) {
        long dropped = view.counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith(JobCounters.DROPS))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
        long known = sum(view, model -> model.index().records() + waiting(model)) + dropped;
        return known == settings.records()
                && view.models().values().stream().allMatch(model -> model.pendingRecords() < settings.round());
    }

    private static long waiting(ModelStatus model) {
        return model.pendingRecords() + model.heldRecords() + model.dropsWaiting();
    }

    private static long count(JobView view, String name) {
        return view.counts().getOrDefault(name, 0L);
    }

    private static long sum(JobView view, ToLongFunction<ModelStatus> of) {
        return view.models().values().stream().mapToLong(of).sum();
    }

    private long newestCheckpoint() throws IOException {
        try (Stream<Path> files = Files.walk(site.directory().resolve("job"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(AccumulateBench::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
