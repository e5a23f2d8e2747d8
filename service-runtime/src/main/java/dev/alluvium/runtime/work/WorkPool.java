package dev.alluvium.runtime.work;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for jobs of their own. A job that was given by {@code execute} and throws is logged and told to the supervisor, and
 * its thread replaced; one that was given by {@code submit} tells its future.
 */
public final class WorkPool extends ThreadPoolExecutor implements Supervised {
    private static final Logger LOG = LoggerFactory.getLogger(WorkPool.class);
    private static final long IDLE_SECONDS = 60;

    private final String name;
    private final CopyOnWriteArrayList<Consumer<Throwable>> listeners = new CopyOnWriteArrayList<>();

    private WorkPool(String name, int least, int most, BlockingQueue<Runnable> queue) {
        super(least, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, job -> {
            Thread thread = new Thread(job, name);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((failing, failure) -> {}); // told by afterExecute
            return thread;
        });
        this.name = name;
    }

    /** One thread, before which as many jobs wait as are given. */
    public static WorkPool single(String name) {
        return fixed(name, 1);
    }

    /** One thread, before which {@code waiting} jobs wait at most; others are rejected. */
    public static WorkPool single(String name, int waiting) {
        return new WorkPool(name, 1, 1, new ArrayBlockingQueue<>(waiting));
    }

    /** So many threads, before which as many jobs wait as are given. */
    public static WorkPool fixed(String name, int threads) {
        return new WorkPool(name, threads, threads, new LinkedBlockingQueue<>());
    }

    /** A thread for each job that is given while all others are at work. */
    public static WorkPool growing(String name) {
        return new WorkPool(name, 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    @Override
    protected void afterExecute(Runnable job, @Nullable Throwable failure) {
        if (failure != null && !isShutdown()) {
            LOG.atError().addKeyValue("thread", name).setCause(failure).log("a job failed");
            listeners.forEach(listener -> listener.accept(failure));
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** None: the next job has a new thread. */
    @Override
    public Optional<Trouble> trouble() {
        return Optional.empty();
    }

    @Override
    public void onFailure(Consumer<Throwable> listener) {
        listeners.add(listener);
    }
}
