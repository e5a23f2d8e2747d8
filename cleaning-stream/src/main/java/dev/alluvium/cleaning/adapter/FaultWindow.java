package dev.alluvium.cleaning.adapter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells a fault that passes, such as a broker that is away, from one that stays: more than {@value #MOST} of them within ten
 * minutes mean that trying again mends nothing. What was before counts no longer, however long the process runs.
 */
final class FaultWindow {
    static final int MOST = 20;
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Deque<Long> times = new ArrayDeque<>();

    /** Notes one fault and says whether there are too many now. */
    synchronized boolean staysAfter(long nanoTime) {
        times.addLast(nanoTime);
        while (nanoTime - times.getFirst() > WINDOW.toNanos()) {
            times.removeFirst();
        }
        return times.size() > MOST;
    }
}
