package dev.alluvium.cli.client.push;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.client.UnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends again for a while what a service cannot take now. */
final class ResendPolicy {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final Duration limit;
    private final Duration refusedLimit;

    /**
     * @param limit how long one request is tried
     * @param refusedLimit the same where nobody listens, which a restart alone explains
     */
    ResendPolicy(Terminal terminal, Duration limit, Duration refusedLimit) {
        this.terminal = terminal;
        this.limit = limit;
        this.refusedLimit = refusedLimit;
    }

    /** What {@code request} answers at last. */
    <T> T send(Supplier<T> request) {
        long began = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return request.get();
            } catch (UnavailableException e) {
                Duration most = e.refused() ? refusedLimit : limit;
                Duration left = most.minusNanos(System.nanoTime() - began);
                if (left.isNegative() || left.isZero()) {
                    throw new CliException(
                            e.getMessage() + "; gave up after " + most.toSeconds()
                                    + " s, --patience SECONDS waits longer. Run the same command again: it goes on where it stopped");
                }
                Duration wait = shorter(e.retryAfter().orElse(pause), left);
                terminal.waiting(
                        String.valueOf(e.getMessage()),
                        "; trying again in " + wait.toSeconds() + " s, for " + left.toSeconds() + " s at most");
                sleep(wait);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static void sleep(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted; run the same command again to go on");
        }
    }
}
