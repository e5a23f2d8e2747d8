package dev.alluvium.accumulator;

import dev.alluvium.accumulator.adapter.JobView;
import dev.alluvium.accumulator.adapter.RunningJob;
import dev.alluvium.accumulator.adapter.SavepointException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the job running. A job that was cancelled or failed from outside, or whose cluster ended, is started again
 * from its newest checkpoint, on a cluster of its own.
 */
final class JobKeeper implements AutoCloseable {
    /** So many starts in a row that led to no running job mean that this process cannot help itself. */
    static final int MOST_STARTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(JobKeeper.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Starter starter;
    private final Runnable onRestart;
    private final InstantSource clock;
    private @Nullable RunningJob job;
    private Duration pause = FIRST_PAUSE;
    private @Nullable Instant due;
    private volatile int startsInVain;
    private volatile int restarts;
    private volatile @Nullable String ended;
    private boolean closed;

    /** Starts the job from its newest checkpoint. */
    interface Starter {
        RunningJob start() throws Exception;
    }

    /** @param onRestart told of each time that the job is started again */
    JobKeeper(Starter starter, Runnable onRestart, InstantSource clock) {
        this.starter = starter;
        this.onRestart = onRestart;
        this.clock = clock;
    }

    synchronized void start() throws Exception {
        job = starter.start();
    }

    /**
     * How the job is now; one that has ended is started again when its pause is over.
     *
     * @throws IllegalStateException if the cluster does not say
     */
    synchronized JobView look() {
        if (closed) {
            throw new IllegalStateException("the accumulator's job was closed");
        }
        RunningJob current = job;
        JobView view = current == null ? JobView.NONE : current.view();
        if (view.running()) {
            startsInVain = 0;
            pause = FIRST_PAUSE;
        }
        if (current == null || view.ended()) {
            again(view);
        }
        return view;
    }

    /** How often the job was started again. */
    int restarts() {
        return restarts;
    }

    /** How it had ended before it was last started again. */
    @Nullable String ended() {
        return ended;
    }

    /** Whether starting again has not helped. */
    boolean inVain() {
        return startsInVain >= MOST_STARTS;
    }

    Path savepoint() throws SavepointException {
        RunningJob current;
        synchronized (this) {
            current = job;
        }
        if (current == null) {
            throw new SavepointException("the accumulator has not started");
        }
        return current.savepoint();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (job != null) {
            job.close();
            job = null;
        }
    }

    private void again(JobView view) {
        Instant now = clock.instant();
        if (due == null) {
            due = now.plus(pause);
            String how = "the job is " + view.state() + (view.failure() == null ? "" : "; " + view.failure());
            ended = job == null ? ended : how;
            LOG.warn("{}; it is started again in {} ms", how, pause.toMillis());
        }
        if (now.isBefore(due)) {
            return;
        }
        due = null;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        startsInVain++;
        restart();
    }

    private void restart() {
        RunningJob old = job;
        job = null;
        try {
            if (old != null) {
                old.close();
            }
            job = starter.start();
            restarts++;
            onRestart.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("the accumulator's job could not be started again; this is tried once more", e);
        }
    }
}
