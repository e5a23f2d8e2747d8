package dev.alluvium.serving.engine;

import dev.alluvium.runtime.work.SupervisedThread;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.CompletionRequest;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fixed number of answers at once and a bounded queue before them: beyond that, callers are told to come back. */
public final class Slots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
    private static final long DRAIN_SECONDS = 10;
    private static final int MOST_ATTEMPTS = 3;
    private static final String ECHO_ELSEWHERE =
            "a vLLM server holds this version, and prompts are scored in this process alone; leave it out";

    private final int slots;
    private final int queue;
    private final int defaultMaxTokens;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();
    private final DecodeLoop loop;
    private volatile boolean draining;

    /**
     * @param slots answers made at once
     * @param queue requests that may wait
     * @param places tokens that the caches of all answers may hold
     * @param defaultMaxTokens of an answer whose request sets no limit
     */
    public Slots(int slots, int queue, long places, int defaultMaxTokens) {
        this.slots = slots;
        this.queue = queue;
        this.defaultMaxTokens = defaultMaxTokens;
        this.free = new Semaphore(slots, true);
        this.loop = new DecodeLoop(places);
    }

    /**
     * Waits for a slot and begins the answer with the version that is then live.
     *
     * @throws ApiException with 429 if the queue is full, 503 while draining, and whatever keeps the request from an answer
     */
    public AnswerStream submit(CompletionRequest ask, VersionSource versions) throws InterruptedException {
        take();
        try {
            return begin(ask, versions);
        } catch (RuntimeException e) {
            free.release();
            throw e instanceof ApiException refused ? refused : fault(ask, e);
        }
    }

    /** Chooses again where the chosen server did not take the request, which the next choice knows. */
    private AnswerStream begin(CompletionRequest ask, VersionSource versions) {
        for (int left = MOST_ATTEMPTS; ; left--) {
            try {
                return owned(ask, versions.acquire());
            } catch (ServerAwayException e) {
                LOG.atWarn().addKeyValue("model", ask.model().model()).log("asked again: {}", e.getMessage());
                if (left == 1) {
                    throw ApiError.unavailable(e.getMessage() + "").toException();
                }
            }
        }
    }

    private AnswerStream owned(CompletionRequest ask, ActiveVersion active) {
        try {
            return begin(ask, active);
        } catch (RuntimeException e) {
            active.close();
            throw e;
        }
    }

    /**
     * Begins an answer that nobody waits for, if users leave room for it.
     *
     * @param active retained by the caller; given back in any case
     */
    public Optional<AnswerStream> submitIdle(CompletionRequest ask, ActiveVersion active) {
        if (draining || waiting() > 0 || !free.tryAcquire()) {
            active.close();
            return Optional.empty();
        }
        try {
            return Optional.of(begin(ask, active));
        } catch (RuntimeException e) {
            active.close();
            free.release();
            throw e;
        }
    }

    private AnswerStream begin(CompletionRequest ask, ActiveVersion active) {
        TokenizedRequest prompted = TokenizedRequest.of(ask, active.loaded().prompting(), defaultMaxTokens);
        AnswerStream stream = new AnswerStream(ask.delivery().stream(), prompted.text());
        RunningRequest answering = new RunningRequest(active, prompted, stream, free::release);
        if (active.loaded().holding() instanceof LoadedVersion.Holding.Elsewhere elsewhere) {
            if (ask.delivery().echo()) {
                throw ApiError.invalid("echo", "unsupported_parameter", "echo: " + ECHO_ELSEWHERE)
                        .toException();
            }
            elsewhere.remote().begin(new RemoteAnswer(ask.model().model(), answering));
        } else {
            answering.announce(ask.model().model());
            loop.begin(answering);
        }
        return stream;
    }

    private static ApiException fault(CompletionRequest ask, RuntimeException cause) {
        LOG.atError().addKeyValue("model", ask.model().model()).setCause(cause).log("an answer failed");
        return ApiError.fault().toException();
    }

    private void take() throws InterruptedException {
        if (draining) {
            throw draining();
        }
        if (free.tryAcquire(0, TimeUnit.SECONDS)) {
            return;
        }
        if (waiting.incrementAndGet() > queue) {
            waiting.decrementAndGet();
            throw ApiError.busy(waiting()).toException();
        }
        try {
            free.acquire();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static ApiException draining() {
        return ApiError.unavailable("this replica is draining; ask another one").toException();
    }

    /** Requests that wait for a slot. */
    public int waiting() {
        return waiting.get();
    }

    /** Answers in the making. */
    public int active() {
        return slots - free.availablePermits();
    }

    /** Versions that are answering, each in a batch of its own. */
    public int batches() {
        return loop.batches();
    }

    /** The thread that answers are made on in this process. */
    public SupervisedThread decoder() {
        return loop.thread();
    }

    /** Takes no more requests and lets those that it has be answered, for ten seconds at most. */
    @Override
    public void close() {
        draining = true;
        try {
            if (free.tryAcquire(slots, DRAIN_SECONDS, TimeUnit.SECONDS)) {
                free.release(slots);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}
