package dev.alluvium.runtime.store;

import dev.alluvium.runtime.work.WorkPool;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Proves, before anything relies on it, that of racing conditional PUTs exactly one wins. */
public final class ConditionalPutCheck {
    private static final int WRITERS = 8;

    private ConditionalPutCheck() {}

    /**
     * Races writers for one new key.
     *
     * @throws StoreException if not exactly one wins
     */
    public static void verify(ObjectStore store) {
        String key = "checks/conditional-put/" + UUID.randomUUID();
        ExecutorService threads = WorkPool.fixed("conditional-put-check", WRITERS);
        try {
            var races = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> threads.submit(
                            () -> store.putIfAbsent(key, ("writer " + writer).getBytes(StandardCharsets.UTF_8))))
                    .toList();
            long winners = 0;
            for (Future<Boolean> race : races) {
                winners += race.get() ? 1 : 0;
            }
            if (winners != 1) {
                throw new StoreException("object store: " + winners + " of " + WRITERS
                        + " racing conditional PUTs won, exactly one must; use a server that honours If-None-Match");
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException failure
                    ? failure
                    : new StoreException("object store: check failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("object store: check interrupted", e);
        } finally {
            threads.shutdownNow();
            store.delete(key);
        }
    }
}
