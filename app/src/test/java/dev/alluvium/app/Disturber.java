package dev.alluvium.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What befalls an installation while it works, drawn from a seed: processes are killed or stopped for a while, and what they depend
 * on goes away and comes back. One blow at a time; the next comes once everything answers again.
 */
final class Disturber implements AutoCloseable {
    /** Between two blows, at most. */
    private static final int LONGEST_GAP_MILLIS = 15_000;

    private final SeparateServices services;
    private final Map<String, Outage> outages;
    private final List<String> modules;
    private final Duration length;
    private final Random random;
    private final int blows;
    private final Map<String, Integer> struck = new TreeMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "disturber");

    /** Something that services depend on and that can be away. */
    @FunctionalInterface
    interface Outage {
        /** Takes it away, waits and brings it back. */
        void last(Duration length) throws Exception;
    }

    /**
     * Begins at once.
     *
     * @param outages by the name of what goes away
     * @param length of an outage and of a pause
     */
    Disturber(SeparateServices services, Map<String, Outage> outages, Duration length, long seed, int blows) {
        this.services = services;
        this.outages = new TreeMap<>(outages);
        this.modules = services.modules();
        this.length = length;
        this.random = new Random(seed);
        this.blows = blows;
        thread.start();
    }

    private void run() {
        try {
            for (int i = 0; i < blows; i++) {
                if (stopped.await(random.nextInt(LONGEST_GAP_MILLIS), TimeUnit.MILLISECONDS)) {
                    return;
                }
                String blow = strike();
                struck.merge(blow, 1, Integer::sum);
                System.err.println("blow " + (i + 1) + " of " + blows + ": " + blow);
            }
        } catch (Exception e) {
            failure.set(e);
        }
    }

    private String strike() throws Exception {
        int kind = random.nextInt(10);
        if (kind == 0) {
            String away = List.copyOf(outages.keySet()).get(random.nextInt(outages.size()));
            outages.get(away).last(length);
            return away + " away";
        }
        String module = modules.get(random.nextInt(modules.size()));
        if (kind == 1) {
            pause(services.process(module).process());
            return module + " paused";
        }
        services.process(module).kill();
        services.start(module);
        return module + " killed";
    }

    /** Stops a process as a machine that swaps does: its sessions and leases run out, and it goes on. */
    private void pause(Process process) throws Exception {
        signal("-STOP", process);
        boolean ended = stopped.await(length.toMillis(), TimeUnit.MILLISECONDS);
        signal("-CONT", process);
        if (ended) {
            throw new IllegalStateException("stopped in the middle of a pause");
        }
    }

    private static void signal(String name, Process process) throws Exception {
        int status = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("kill " + name + " " + process.pid() + " ended with " + status);
        }
    }

    /** Whether all blows were dealt. */
    boolean isOver() throws Exception {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a blow could not be dealt, or its process did not start again", failed);
        }
        return !thread.isAlive();
    }

    /** How often each blow was dealt. */
    Map<String, Integer> struck() {
        return Map.copyOf(struck);
    }

    @Override
    public void close() throws InterruptedException {
        stopped.countDown();
        thread.join();
    }
}
