package dev.alluvium.runtime.work;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that one thread repeats. A task that fails, by an {@link Error} too, is run again at its next time; a plain
 * scheduler would drop it silently.
 */
public final class RepeatedTasks implements Supervised, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTasks.class);
    /** Failures of a task one after the other from which on it is a trouble: one alone is often a moment's. */
    private static final int TROUBLE = 3;

    private static final int LASTING = 60;

    private final String name;
    private final ScheduledExecutorService scheduler;
    private final CopyOnWriteArrayList<Consumer<Throwable>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Task, Failing> failing = new ConcurrentHashMap<>();

    /** What is done. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    private record Failing(Throwable failure, int inARow) {}

    /** @param name of the thread */
    public RepeatedTasks(String name) {
        this.name = name;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does {@code task} after {@code first}, and again {@code pause} after each end. */
    public void every(Duration first, Duration pause, Task task) {
        var unused = scheduler.scheduleWithFixedDelay(
                () -> attempt(task), first.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void attempt(Task task) {
        try {
            task.run();
            failing.remove(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            tell(task, e);
        }
    }

    /** Telling may fail, too; the task must outlive that. */
    private void tell(Task task, Throwable failure) {
        try {
            Failing now = failing.merge(
                    task, new Failing(failure, 1), (before, one) -> new Failing(failure, before.inARow() + 1));
            if (!scheduler.isShutdown()) {
                log(now);
                listeners.forEach(listener -> listener.accept(failure));
            }
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
    }

    /** Ever more rarely, for a task of every moment would fill the disk. */
    private void log(Failing now) {
        if (Integer.bitCount(now.inARow()) == 1) {
            LOG.atError()
                    .addKeyValue("thread", name)
                    .addKeyValue("failures", now.inARow())
                    .setCause(now.failure())
                    .log("a task failed; it is done again at its next time");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Trouble> trouble() {
        return failing.values().stream()
                .filter(each -> each.inARow() >= TROUBLE)
                .findFirst()
                .map(each -> Trouble.of(
                        each.inARow() >= LASTING,
                        name,
                        each.failure(),
                        each.inARow() + " times one after the other; it goes on trying"));
    }

    @Override
    public void onFailure(Consumer<Throwable> listener) {
        listeners.add(listener);
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return scheduler.isShutdown();
    }

    /** Begins no task any more and waits for the one at work; false if it does not end within {@code limit}. */
    public boolean finish(Duration limit) throws InterruptedException {
        scheduler.shutdown();
        return scheduler.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Interrupts the task at work. */
    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
