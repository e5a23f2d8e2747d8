package dev.alluvium.runtime.work;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that a service cannot do without. Whatever its body throws, an {@link Error} too, the body begins again after a
 * pause, and until then {@link #trouble()} says why nothing is done. A body that returns has ended for good.
 */
public final class SupervisedThread implements Supervised, AutoCloseable {
    private static final int MOST_NOTES = 100;
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedThread.class);

    /** What is done on the thread. */
    @FunctionalInterface
    public interface Body {
        /** Works until it is told to end. */
        void run() throws InterruptedException;
    }

    private final String name;
    private final Body body;
    private final RestartBackoff restarts;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CopyOnWriteArrayList<Consumer<Throwable>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> notes = new CopyOnWriteArraySet<>();
    private volatile @Nullable Failed failed;

    /** A failure that was not followed by a new beginning yet, and how many came one after the other. */
    private record Failed(Throwable failure, int inARow, Duration pause) {}

    public SupervisedThread(String name, Body body) {
        this(name, body, RestartBackoff.STANDARD);
    }

    /** As above, with pauses of its own. */
    public SupervisedThread(String name, Body body, RestartBackoff restarts) {
        this.name = name;
        this.body = body;
        this.restarts = restarts;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public String name() {
        return name;
    }

    /** Whether the body works, or will again. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Whether the body works at this moment. */
    public boolean works() {
        return thread.isAlive() && failed == null;
    }

    /** Why the body does not work at this moment, or null while it does. */
    public @Nullable Throwable failure() {
        Failed now = failed;
        return now == null ? null : now.failure();
    }

    @Override
    public Optional<Trouble> trouble() {
        Failed now = failed;
        return now == null
                ? Optional.empty()
                : Optional.of(Trouble.of(
                        now.inARow() >= restarts.lasting(),
                        name,
                        now.failure(),
                        "it begins again after " + now.pause().toMillis() + " ms"));
    }

    /** Remembers something that the body could not do and went on without; the first hundred are kept. */
    public void note(String what) {
        LOG.warn("{}: {}", name, what);
        if (notes.size() < MOST_NOTES) {
            notes.add(what);
        }
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void onFailure(Consumer<Throwable> listener) {
        listeners.add(listener);
    }

    /** Whether the thread was told to end. */
    public boolean closing() {
        return closing.getCount() == 0;
    }

    /** Lets the thread end without a new beginning; the body learns it by {@link #closing()}. */
    public void end() {
        closing.countDown();
    }

    /** As {@link #end()}, and interrupts the body. */
    public void interrupt() {
        end();
        thread.interrupt();
    }

    /** Waits for the thread to end; returns at once on the thread itself. */
    public void join(Duration limit) {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the body and waits ten seconds for it. */
    @Override
    public void close() {
        interrupt();
        join(Duration.ofSeconds(10));
    }

    private void run() {
        int inARow = 0;
        while (!closing()) {
            long begun = System.nanoTime();
            try {
                failed = null;
                body.run();
                return;
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                if (closing()) {
                    return;
                }
                boolean steady = System.nanoTime() - begun >= restarts.steady().toNanos();
                inARow = steady ? 1 : inARow + 1;
                if (!pause(new Failed(e, inARow, restarts.pauseAfter(inARow)))) {
                    return;
                }
            }
        }
    }

    /** Tells of a failure and waits; false if the thread is to end. */
    private boolean pause(Failed failure) {
        failed = failure;
        // what an interrupt was about is over with the body
        boolean ignored = Thread.interrupted();
        tell(failure);
        try {
            return !closing.await(failure.pause().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Telling may fail, too, as where there is no memory left; the thread must outlive that. */
    private void tell(Failed failure) {
        try {
            LOG.atError()
                    .addKeyValue("thread", name)
                    .addKeyValue("failures", failure.inARow())
                    .setCause(failure.failure())
                    .log(
                            "a thread failed and begins again after {} ms",
                            failure.pause().toMillis());
            listeners.forEach(listener -> listener.accept(failure.failure()));
        } catch (Throwable e) {
            failure.failure().addSuppressed(e);
        }
    }
}
