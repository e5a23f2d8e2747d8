package dev.alluvium.knowledge.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A round as the registry knows it, from its first run on. A version moves only the rounds that it holds, so that of two
 * runs over the same round one alone decides on it.
 *
 * @param generation of its last verdict; 0 while there is none
 * @param attempts runs that ended without a verdict
 * @param version the version that holds it, if any
 * @param postponed READY, but an operator said not now: it trains with the next round, or after {@code resume}
 */
public record RoundState(
        String round,
        Stage stage,
        long generation,
        int attempts,
        @Nullable Integer version,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean postponed) {
    /** READY again after an attempt without verdict; TRAINING until its version is decided. */
    public enum Stage {
        READY,
        TRAINING,
        LIVE,
        QUARANTINED,
        REQUEUED
    }

    /** A round of which no run has ended yet. */
    public static RoundState ready(String round) {
        return new RoundState(round, Stage.READY, 0, 0, null, false);
    }

    /** Whether {@code candidate} holds the round. */
    public boolean heldBy(int candidate) {
        return version != null && version == candidate;
    }

    RoundState takenBy(int candidate) {
        return stage == Stage.READY
                ? new RoundState(round, Stage.TRAINING, generation, attempts, candidate, false)
                : this;
    }

    RoundState liveIn(int promoted) {
        boolean waits = stage == Stage.TRAINING || stage == Stage.QUARANTINED;
        return heldBy(promoted) && waits ? verdict(Stage.LIVE) : this;
    }

    RoundState refusedWith(int refused) {
        boolean undecidedOrLive = stage == Stage.TRAINING || stage == Stage.LIVE;
        return heldBy(refused) && undecidedOrLive ? verdict(Stage.QUARANTINED) : this;
    }

    RoundState returnedFrom(int candidate, boolean countsAsAttempt) {
        return heldBy(candidate) && stage == Stage.TRAINING
                ? new RoundState(round, Stage.READY, generation, attempts + (countsAsAttempt ? 1 : 0), null, false)
                : this;
    }

    RoundState postponedFrom(int candidate) {
        return heldBy(candidate) && stage == Stage.TRAINING
                ? new RoundState(round, Stage.READY, generation, attempts, null, true)
                : this;
    }

    RoundState resumed() {
        return postponed ? new RoundState(round, stage, generation, attempts, version, false) : this;
    }

    RoundState failedRun() {
        return stage == Stage.READY ? new RoundState(round, stage, generation, attempts + 1, null, postponed) : this;
    }

    RoundState givenUp() {
        return stage == Stage.READY ? verdict(Stage.QUARANTINED) : this;
    }

    RoundState requeued() {
        return stage == Stage.QUARANTINED
                ? new RoundState(round, Stage.REQUEUED, generation, attempts, version, false)
                : this;
    }

    private RoundState verdict(Stage next) {
        return new RoundState(round, next, generation + 1, attempts, version, false);
    }
}
