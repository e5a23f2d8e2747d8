package dev.alluvium.cli.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition. */
public final class Await {
    private static final long STEP_MILLIS = 100;

    private Await() {}

    /** Returns once {@code condition} holds; after {@code limit} fails, naming what was waited for. */
    public static void until(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new CliException("waited " + limit.toSeconds() + " s in vain until " + what);
            }
            Thread.sleep(STEP_MILLIS);
        }
    }
}
