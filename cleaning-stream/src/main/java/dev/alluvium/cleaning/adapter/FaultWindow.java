package dev.alluvium.cleaning.adapter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells passing faults, such as a broker that is away, from lasting ones: more than {@value #MOST} within ten minutes
 * mean that trying again does not help. Older ones count no longer.
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
