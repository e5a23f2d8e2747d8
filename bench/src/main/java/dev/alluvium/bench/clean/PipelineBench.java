package dev.alluvium.bench.clean;

import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterObserver;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.decode.Decoded;
import dev.alluvium.knowledge.decode.RecordDecoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pipeline on one thread, in CPU seconds of that thread: what a core does, whatever else the machine is busy with.
 * Beside it, in the same run, the ceiling: the same records decoded and encoded with nothing between.
 */
public final class PipelineBench {
    private static final Instant RECEIVED = Instant.parse("2026-11-20T08:00:00Z");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long WARM_UP_NANOS = 5_000_000_000L;
    private static final RecordDecoder DECODER = new RecordDecoder();

    private final CleaningPipeline pipeline;
    private final List<byte[]> records;
    private final int rounds;

    /** @param rounds how often all records are cleaned for each figure, after five CPU seconds to warm up */
    public PipelineBench(CleaningPipeline pipeline, List<byte[]> records, int rounds) {
        this.pipeline = pipeline;
        this.records = List.copyOf(records);
        this.rounds = rounds;
    }

    /**
     * A speed on one core.
     *
     * @param records a second
     * @param megabytes a second
     */
    public record Speed(double records, double megabytes) {}

    /** Everything on, from received bytes to the bytes of the clean record. */
    public Speed whole() {
        return speed(() -> {
            for (byte[] record : records) {
                Cleaned cleaned = pipeline.clean(raw(record));
                if (cleaned instanceof Cleaned.Passed passed) {
                    Json.bytes(passed.candidate().clean());
                }
            }
        });
    }

    /** The ceiling: the records decoded and encoded. */
    public Speed ceiling() {
        return speed(() -> {
            for (byte[] record : records) {
                if (DECODER.decode(record, Map.of()) instanceof Decoded.Parsed parsed) {
                    Json.bytes(parsed.record());
                }
            }
        });
    }

    /** The scan for personal data alone, over each record as one text. */
    public Speed redaction() {
        Redactor redactor = Redactor.standard();
        List<String> texts = records.stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
        return speed(() -> texts.forEach(text -> redactor.redact(text, new Placeholders())));
    }

    /** Each filter's share, by the CPU time between its answer and the one before; reading the clock is part of it. */
    public Map<String, Speed> stages() {
        Map<String, Long> nanos = new LinkedHashMap<>();
        Stopwatch watch = new Stopwatch(nanos);
        for (int i = 0; i < 2 * rounds; i++) {
            if (i == rounds) {
                nanos.clear();
            }
            for (byte[] record : records) {
                watch.start();
                pipeline.clean(raw(record), watch);
            }
        }
        Map<String, Speed> speeds = new LinkedHashMap<>();
        nanos.forEach((stage, time) -> speeds.put(stage, of(time)));
        return speeds;
    }

    /** What became of the records, by outcome or reason. */
    public Map<String, Integer> outcomes() {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (byte[] record : records) {
            Cleaned cleaned = pipeline.clean(raw(record));
            String outcome = cleaned instanceof Cleaned.Rejected rejected
                    ? rejected.rejected().reason().code()
                    : cleaned instanceof Cleaned.Passed ? "clean" : "dead letter";
            outcomes.merge(outcome, 1, Integer::sum);
        }
        return outcomes;
    }

    private Speed speed(Runnable all) {
        long begin = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - begin < WARM_UP_NANOS) {
            all.run();
        }
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            all.run();
        }
        return of(THREADS.getCurrentThreadCpuTime() - start);
    }

    private Speed of(long nanos) {
        double seconds = Math.max(1, nanos) / 1e9;
        double bytes = records.stream().mapToLong(record -> record.length).sum();
        return new Speed(rounds * records.size() / seconds, rounds * bytes / seconds / 1e6);
    }

    private static RawRecord raw(byte[] record) {
        return new RawRecord(record, Map.of(), new RawPosition("bench", 0, 0), RECEIVED);
    }

    /** Sums the time up to each filter's answer; the first one's includes decoding. */
    private static final class Stopwatch implements FilterObserver {
        private final Map<String, Long> nanos;
        private long last;

        Stopwatch(Map<String, Long> nanos) {
            this.nanos = nanos;
        }

        void start() {
            last = THREADS.getCurrentThreadCpuTime();
        }

        @Override
        public void filtered(Filter filter, FilteredRecord before, FilterResult verdict) {
            long now = THREADS.getCurrentThreadCpuTime();
            nanos.merge(filter.name(), now - last, Long::sum);
            last = THREADS.getCurrentThreadCpuTime();
        }
    }
}
