package dev.alluvium.serving.engine;

import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.Ask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of answers at once and a bounded queue before them: beyond that, callers are told to come back. */
public final class Slots implements AutoCloseable {
    private static final long DRAIN_SECONDS = 10;

    private final int defaultMaxTokens;
    private final ThreadPoolExecutor workers;

    /**
     * @param slots answers generated at once
     * @param queue requests that may wait
     * @param defaultMaxTokens of an answer whose request sets no limit
     */
    public Slots(int slots, int queue, int defaultMaxTokens) {
        this.defaultMaxTokens = defaultMaxTokens;
        BlockingQueue<Runnable> waiting = queue == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(queue);
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                slots,
                slots,
                0,
                TimeUnit.SECONDS,
                waiting,
                job -> new Thread(job, "answer-" + number.incrementAndGet()));
    }

    /** Queues a request. {@link ApiException} with 429 if the queue is full, 503 while draining. */
    public AnswerStream submit(Ask ask, VersionSource versions) {
        AnswerStream stream = new AnswerStream();
        try {
            workers.execute(new AnswerJob(ask, versions, defaultMaxTokens, stream));
            return stream;
        } catch (RejectedExecutionException e) {
            throw (workers.isShutdown()
                            ? ApiError.unavailable("this replica is draining; ask another one")
                            : ApiError.busy(waiting()))
                    .toException();
        }
    }

    /** Requests that wait for a slot. */
    public int waiting() {
        return workers.getQueue().size();
    }

    /** Answers in the making. */
    public int active() {
        return workers.getActiveCount();
    }

    /** Takes no more requests and lets those that it has be answered, for ten seconds at most. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
