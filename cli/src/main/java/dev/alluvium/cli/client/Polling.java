package dev.alluvium.cli.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition. */
public final class Polling {
    private static final long STEP_MILLIS = 100;

    private Polling() {}

    /** Returns once {@code condition} holds; after {@code limit} fails, naming what was waited for. */
    public static void until(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        until(what, limit, ExitStatus.REFUSED, condition);
    }

    /** The same where a wait in vain ends with {@code exitStatus}, as {@link ExitStatus#WAITS} if it may still come true. */
    public static void until(String what, Duration limit, int exitStatus, BooleanSupplier condition)
            throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new CliException(
                        "gave up after " + limit.toSeconds() + " s of waiting until " + what, exitStatus);
            }
            Thread.sleep(STEP_MILLIS);
        }
    }
}
