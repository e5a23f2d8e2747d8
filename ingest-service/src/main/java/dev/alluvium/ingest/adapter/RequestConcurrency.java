package dev.alluvium.ingest.adapter;

import dev.alluvium.ingest.IngestMeters;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.metrics.Meters;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how many requests admission works on at once. Reading a body does not count, so that slow senders cannot
 * block others; it takes a thread, and each caller may have only a part of the threads.
 */
final class RequestConcurrency {
    /** Requests that one caller may have open, of some 250 threads. */
    static final int OPEN_BY_CALLER = 64;

    private static final long PATIENCE_SECONDS = 5;
    private static final Map<String, Object> RETRY = Map.of(HttpProblem.RETRY_AFTER, 1L);

    private final Semaphore working;
    private final Meters meters;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** @param working how many requests may be worked on at once */
    RequestConcurrency(int working, Meters meters) {
        this.working = new Semaphore(working, true);
        this.meters = meters;
        meters.counter(IngestMeters.THROTTLED, "concurrency").increment(0);
    }

    /** A handler of which each caller may have only so many open; one more is answered 429. */
    Handler open(Handler handler) {
        return context -> {
            String caller = AdmissionLimits.caller(context);
            try {
                if (open.merge(caller, 1, Integer::sum) > OPEN_BY_CALLER) {
                    throw problem("token " + caller + " has " + OPEN_BY_CALLER
                            + " requests open, and may have no more; end some, and send more records in each");
                }
                handler.handle(context);
            } finally {
                open.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
            }
        };
    }

    /**
     * Does the work in a place.
     *
     * @throws HttpProblem 429 if it waited for one in vain
     */
    <T> T work(Supplier<T> work) {
        boolean free;
        try {
            free = working.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpProblem(503, "Stopping", "the service stops; try again in 1 s", RETRY);
        }
        if (!free) {
            throw problem("other requests keep all places taken; try again in 1 s, and send more records in each");
        }
        try {
            return work.get();
        } finally {
            working.release();
        }
    }

    private HttpProblem problem(String detail) {
        meters.counter(IngestMeters.THROTTLED, "concurrency").increment();
        return new HttpProblem(429, "Too many requests at once", detail, RETRY);
    }
}
