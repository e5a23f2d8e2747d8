package dev.alluvium.accumulator.adapter;

import java.nio.file.Path;

/** A job on a cluster. */
public interface RunningJob extends AutoCloseable {
    /**
     * How the job is now.
     *
     * @throws IllegalStateException if the cluster does not say
     */
    JobView view();

    /**
     * Writes a savepoint; the job goes on.
     *
     * @return the savepoint's directory
     * @throws SavepointException if none was written, as while a task restarts
     */
    Path savepoint() throws SavepointException;

    /** Ends the job with its cluster. */
    @Override
    void close();
}
