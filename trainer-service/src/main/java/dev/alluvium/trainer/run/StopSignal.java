package dev.alluvium.trainer.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tells a running training to end after its present step. The first reason counts. */
public final class StopSignal {
    private final CompletableFuture<Reason> given = new CompletableFuture<>();

    /** Why a run ends before its time. */
    public enum Reason {
        /** The service is closing: keep a checkpoint and go on elsewhere. */
        CLOSING,
        /** Somebody else works on the run. */
        LEASE_LOST,
        /** The champion moved or the rounds were decided: the run's result could only be stale. */
        UNWANTED,
        /** An operator ended it: a result without an adapter. */
        CANCELLED
    }

    public void stop(Reason why) {
        given.complete(why);
    }

    public Optional<Reason> reason() {
        return Optional.ofNullable(given.getNow(null));
    }

    /** Does something as soon as the signal is given, on the thread that gives it; at once if it has been given. */
    public void whenGiven(Runnable task) {
        var unused = given.thenRun(task);
    }
}
