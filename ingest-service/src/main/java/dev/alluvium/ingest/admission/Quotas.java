package dev.alluvium.ingest.admission;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many records per second each source may push, as a bucket of {@value #BURST_SECONDS} seconds' worth. A request is admitted
 * whole as long as anything is in the bucket and may leave it in debt, so that no request is too large ever to be admitted.
 */
public final class Quotas {
    /** How long a source that was silent may push at once what it saved. */
    public static final int BURST_SECONDS = 10;

    private static final int MOST_SOURCES = 10_000;

    private final Map<String, Integer> named;
    private final @Nullable Integer others;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new HashMap<>();

    private record Bucket(double records, long at) {
        Bucket at(long now, int perSecond) {
            double grown = records + perSecond * (double) (now - at) / TimeUnit.SECONDS.toNanos(1);
            return new Bucket(Math.min(grown, (double) perSecond * BURST_SECONDS), now);
        }
    }

    /**
     * Full buckets.
     *
     * @param named records per second of sources
     * @param others of each source that is not named; null for no limit
     */
    public Quotas(Map<String, Integer> named, @Nullable Integer others, LongSupplier nanoTime) {
        this.named = Map.copyOf(named);
        this.others = others;
        this.nanoTime = nanoTime;
    }

    /** Takes so many records of each source, or nothing and says how long to wait. */
    public synchronized Optional<Wait> take(Map<String, Integer> records) {
        long now = nanoTime.getAsLong();
        for (String source : records.keySet()) {
            Integer perSecond = named.getOrDefault(source, others);
            if (perSecond != null && bucket(source, perSecond, now).records() <= 0) {
                double debt = 1 - bucket(source, perSecond, now).records();
                return Optional.of(new Wait(source, perSecond, Duration.ofSeconds((long) Math.ceil(debt / perSecond))));
            }
        }
        records.forEach((source, count) -> {
            Integer perSecond = named.getOrDefault(source, others);
            if (perSecond != null) {
                Bucket bucket = bucket(source, perSecond, now);
                buckets.put(source, new Bucket(bucket.records() - count, now));
            }
        });
        return Optional.empty();
    }

    /** A source that has used up what it may push, and when it may push again. */
    public record Wait(String source, int perSecond, Duration delay) {}

    private Bucket bucket(String source, int perSecond, long now) {
        if (buckets.size() > MOST_SOURCES) {
            buckets.clear();
        }
        Bucket full = new Bucket((double) perSecond * BURST_SECONDS, now);
        return buckets.getOrDefault(source, full).at(now, perSecond);
    }
}
