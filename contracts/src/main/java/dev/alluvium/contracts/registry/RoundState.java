package dev.alluvium.contracts.registry;

/**
 * A round as the registry knows it, from its first run on.
 *
 * @param generation of its last verdict; 0 while there is none
 * @param attempts runs that ended without a verdict
 */
public record RoundState(String round, Stage stage, long generation, int attempts) {
    /** READY again after an attempt without verdict; TRAINING until its version is decided. */
    public enum Stage {
        READY,
        TRAINING,
        LIVE,
        QUARANTINED,
        REQUEUED
    }

    RoundState in(Stage next) {
        boolean verdict = next == Stage.LIVE || next == Stage.QUARANTINED;
        return new RoundState(round, next, verdict ? generation + 1 : generation, attempts);
    }

    RoundState failedAttempt() {
        return new RoundState(round, Stage.READY, generation, attempts + 1);
    }
}
