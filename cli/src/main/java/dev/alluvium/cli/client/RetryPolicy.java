package dev.alluvium.cli.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a command waits for a service that cannot answer now: one that says by {@code Retry-After} that it soon
 * will, and one that answered before and is away, as during a restart. Where nothing ever answered, a command does not
 * wait; it only repeats a few times a request whose answer was lost.
 *
 * <p>Requests are sent again as they are: reads, orders under a key, and what the services know from before.
 */
public final class RetryPolicy {
    /** For a command that asks once or twice. */
    public static final Duration USUAL = Duration.ofMinutes(2);

    /** For a command that follows work of minutes or hours. */
    public static final Duration FOLLOWING = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_LOST = 3;

    private final Duration limit;
    private final @Nullable Terminal terminal;
    private volatile boolean there;

    /**
     * @param limit of the wait for one answer
     * @param terminal shows what is waited for; null to wait in silence
     * @param there whether the service is known to run
     */
    RetryPolicy(Duration limit, @Nullable Terminal terminal, boolean there) {
        this.limit = limit;
        this.terminal = terminal;
        this.there = there;
    }

    /** The same knowledge of the service, with another limit. */
    RetryPolicy with(Duration other, @Nullable Terminal shown) {
        return new RetryPolicy(other, shown, there);
    }

    /** For a service that is known to run, because the command follows what it does. */
    RetryPolicy following(@Nullable Terminal shown) {
        return new RetryPolicy(FOLLOWING, shown, true);
    }

    /** Waits for nothing. */
    static RetryPolicy none() {
        return new RetryPolicy(Duration.ZERO, null, false);
    }

    /**
     * What {@code request} answers at last.
     *
     * @throws UnavailableException if the service is still away at the limit, or was never there
     */
    <T> T attempt(Supplier<T> request) {
        long deadline = System.nanoTime() + limit.toNanos();
        Duration pause = FIRST_PAUSE;
        boolean waited = false;
        int lost = 0;
        while (true) {
            try {
                T answer = request.get();
                there = true;
                shown(waited);
                return answer;
            } catch (UnavailableException e) {
                Duration wait = e.retryAfter().orElse(pause);
                lost += e.lost() ? 1 : 0;
                boolean worth = there || e.retryAfter().isPresent() || e.lost() && lost <= MOST_LOST;
                if (!worth || System.nanoTime() + wait.toNanos() > deadline) {
                    shown(waited);
                    throw waited ? e.after(limit) : e;
                }
                waited = true;
                if (terminal != null) {
                    terminal.waiting("waits: " + e.getMessage());
                }
                pause(wait);
                pause = longer(pause);
            } catch (CliException e) {
                there = true;
                throw e;
            }
        }
    }

    private void shown(boolean waited) {
        if (waited && terminal != null) {
            terminal.done();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static void pause(Duration wait) {
        try {
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted");
        }
    }
}
