package dev.alluvium.serving.engine;

import dev.alluvium.runtime.work.SupervisedThread;
import dev.alluvium.serving.openai.ApiError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes all answers of a replica on one thread. Each version has a {@link SequenceScheduler}; where several versions
 * answer, as in an experiment, the schedulers take turns, a token at a time, so that no answer waits for the end of
 * another one.
 *
 * <p>If the thread fails, the answers in the making fail with it, and it begins again with those that come after.
 */
final class DecodeLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecodeLoop.class);
    private static final Duration CLOSE = Duration.ofMinutes(1);

    private final long places;
    private final BlockingQueue<RunningRequest> arriving = new LinkedBlockingQueue<>();
    private final Deque<RunningRequest> next = new ArrayDeque<>();
    private final Map<LoadedVersion, SequenceScheduler> schedulers = new LinkedHashMap<>();
    private final SupervisedThread thread = new SupervisedThread("decode", this::run);
    private volatile int batches;

    /** @param places tokens that the caches of all answers may hold; an answer that needs more is made alone */
    DecodeLoop(long places) {
        this.places = places;
        thread.start();
    }

    /** The answer begins with the next token of the others, as soon as there are places for it. */
    void begin(RunningRequest answering) {
        arriving.add(answering);
        if (!thread.isAlive() && arriving.remove(answering)) {
            answering.failed(gone());
        }
    }

    private static ApiError gone() {
        return ApiError.unavailable("this replica has stopped; ask another one");
    }

    /** Versions that are answering. */
    int batches() {
        return batches;
    }

    /** The thread that answers are made on. */
    SupervisedThread thread() {
        return thread;
    }

    private void run() throws InterruptedException {
        try {
            while (!thread.closing()) {
                if (schedulers.isEmpty() && next.isEmpty()) {
                    next.add(arriving.take());
                }
                turn();
            }
        } finally {
            giveUp();
        }
    }

    private void turn() {
        arriving.drainTo(next);
        while (!next.isEmpty() && admit(next.peek())) {
            next.remove();
        }
        schedulers.values().forEach(SequenceScheduler::step);
        schedulers.values().removeIf(scheduler -> {
            if (scheduler.isEmpty()) {
                scheduler.close();
            }
            return scheduler.isEmpty();
        });
        batches = schedulers.size();
    }

    /** Whether the answer has joined, or need not; in order, so that a long prompt is not overtaken for ever. */
    private boolean admit(RunningRequest answering) {
        if (answering.stream().cancelled()) {
            answering.release();
            return true;
        }
        LoadedVersion version = answering.active().loaded();
        SequenceScheduler scheduler = schedulers.get(version);
        long others = schedulers.values().stream()
                .mapToLong(SequenceScheduler::places)
                .sum();
        long wanted = scheduler == null
                ? others + answering.prompted().tokens()
                : others - scheduler.places() + scheduler.placesWith(answering);
        if (wanted > places && !schedulers.isEmpty()) {
            return false;
        }
        join(version, answering);
        return true;
    }

    private void join(LoadedVersion version, RunningRequest answering) {
        try {
            schedulers.computeIfAbsent(version, SequenceScheduler::new).join(answering);
        } catch (RuntimeException e) {
            LOG.error("an answer could not begin", e);
            answering.failed(ApiError.fault());
        }
    }

    /** Each by itself: what broke one answer may break the next one, too. */
    private void giveUp() {
        List<Runnable> ends = new ArrayList<>();
        ApiError why = thread.closing() ? gone() : ApiError.fault();
        schedulers.values().forEach(scheduler -> {
            ends.add(() -> scheduler.fail(why));
            ends.add(scheduler::close);
        });
        schedulers.clear();
        batches = 0;
        arriving.drainTo(next);
        next.forEach(answering -> ends.add(() -> answering.failed(why)));
        next.clear();
        ends.forEach(DecodeLoop::attempt);
    }

    private static void attempt(Runnable end) {
        try {
            end.run();
        } catch (Throwable e) {
            LOG.error("an answer could not be given up", e);
        }
    }

    /** Gives up what is not finished. */
    @Override
    public void close() {
        thread.interrupt();
        thread.join(CLOSE);
        if (!thread.isAlive()) {
            giveUp();
        }
    }
}
