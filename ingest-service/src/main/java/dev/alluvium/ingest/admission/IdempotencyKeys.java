package dev.alluvium.ingest.admission;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers of requests that were sent under a key, so that a repeat gets the first one's answer and appends nothing. They are
 * kept for an hour at most, and restored from where other processes left them: behind them cleaning finds every repeat by its
 * content.
 */
public final class IdempotencyKeys {
    private static final long KEPT_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int MOST_KEYS = 10_000;
    private static final long MOST_BYTES = 32 << 20;

    private final LongSupplier nanoTime;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long bytes;

    @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
    private record Entry(String fingerprint, byte @Nullable [] answer, long at) {
        long size() {
            return answer == null ? 0 : answer.length;
        }
    }

    /** What a key means for the request that carries it. */
    public sealed interface Claim {
        /** It is the first: answer it, then {@link #finish} or {@link #release}. */
        record First() implements Claim {}

        /** The first one is still being worked on. */
        record Busy() implements Claim {}

        /** The key was used for something else. */
        record Mismatch() implements Claim {}

        /** It was answered before, like this. */
        @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
        record Repeat(byte[] answer) implements Claim {}
    }

    public IdempotencyKeys(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Claims a key.
     *
     * @param fingerprint of the request's body
     */
    public synchronized Claim claim(String key, String fingerprint) {
        forgetOld();
        Entry entry = entries.get(key);
        if (entry == null) {
            entries.put(key, new Entry(fingerprint, null, nanoTime.getAsLong()));
            return new Claim.First();
        }
        if (!entry.fingerprint().equals(fingerprint)) {
            return new Claim.Mismatch();
        }
        return entry.answer() == null ? new Claim.Busy() : new Claim.Repeat(entry.answer());
    }

    /** Remembers the answer to the request that claimed the key. */
    public synchronized void finish(String key, byte[] answer) {
        Entry entry = entries.get(key);
        if (entry != null) {
            bytes += answer.length - entry.size();
            entries.put(key, new Entry(entry.fingerprint(), answer, entry.at()));
            forgetOld();
        }
    }

    /** Takes an answer that another process gave, or this one before a restart; one that is known or too old changes nothing. */
    public synchronized void restore(String key, String fingerprint, byte[] answer, Duration age) {
        long kept = age.isNegative() ? 0 : age.toNanos();
        if (kept < KEPT_NANOS && !entries.containsKey(key)) {
            entries.put(key, new Entry(fingerprint, answer, nanoTime.getAsLong() - kept));
            bytes += answer.length;
            forgetOld();
        }
    }

    /** Gives a key back whose request failed, so that it can be sent again. */
    public synchronized void release(String key) {
        forget(entries.remove(key));
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            boolean full = entries.size() > MOST_KEYS || bytes > MOST_BYTES;
            if (now - entry.at() < KEPT_NANOS && !full) {
                return;
            }
            oldest.remove();
            forget(entry);
        }
    }

    private void forget(@Nullable Entry entry) {
        bytes -= entry == null ? 0 : entry.size();
    }
}
