package dev.alluvium.cleaning.adapter;

import dev.alluvium.knowledge.round.UnreadableRoundException;
import dev.alluvium.runtime.store.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Repeats a call that the object store could not answer, or whose round it does not hold as it was written, with a
 * growing pause. It gives up well before Kafka takes a silent consumer for dead.
 */
public final class StoreRetry {
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 2_000;

    private final Duration limit;

    public StoreRetry(Duration limit) {
        this.limit = limit;
    }

    /**
     * The call's result.
     *
     * @throws RuntimeException the last failure, once the limit is over
     */
    <T> T call(Supplier<T> call) {
        long end = System.nanoTime() + limit.toNanos();
        long pause = FIRST_PAUSE_MS;
        while (true) {
            try {
                return call.get();
            } catch (StoreException | UnreadableRoundException e) {
                if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) > end) {
                    throw e;
                }
                sleep(pause, e);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
            }
        }
    }

    private static void sleep(long millis, RuntimeException cause) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
