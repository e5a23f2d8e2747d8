package dev.alluvium.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How tests wait: for a condition, never for a time. The limit is there to end a test that hangs; it says nothing about speed, so
 * it is far beyond what a busy machine needs.
 */
public final class Await {
    /** How long a test waits for anything before it fails. */
    public static final Duration LIMIT = Duration.ofMinutes(10);

    private static final long SHORTEST_PAUSE = 1_000_000;
    private static final long LONGEST_PAUSE = 20_000_000;

    private Await() {}

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Returns once {@code condition} holds. */
    public static void until(String what, Condition condition) {
        until(() -> what, condition);
    }

    /**
     * Returns once {@code condition} holds.
     *
     * @param what was waited for and how things stand; asked when the limit is over
     */
    public static void until(Supplier<String> what, Condition condition) {
        until(LIMIT, what, condition);
    }

    /** Gives what {@code look} sees, once {@code enough} is true of it. */
    public static <T> T seen(String what, Callable<T> look, Predicate<? super T> enough) {
        Object[] last = new Object[1];
        until(() -> what + "; last seen: " + last[0], () -> {
            T now = look.call();
            last[0] = now;
            return enough.test(now);
        });
        @SuppressWarnings("unchecked")
        T found = (T) last[0];
        return found;
    }

    static void until(Duration limit, Supplier<String> what, Condition condition) {
        long begun = System.nanoTime();
        long pause = SHORTEST_PAUSE;
        while (!holds(condition)) {
            if (System.nanoTime() - begun > limit.toNanos()) {
                throw new AssertionError("waited " + limit.toSeconds() + " s in vain until " + what.get());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting until " + what.get());
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
