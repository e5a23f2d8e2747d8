package dev.alluvium.contracts.serving;

import java.time.Duration;
import java.time.Instant;

/**
 * A replica's proof of what it serves: a lease that it renews, and takes back by a tombstone when it drains.
 *
 * @param sha256 of the loaded adapter, empty for version 0
 * @param fingerprint digest of the log-probabilities of a fixed prompt, computed by the loaded version
 * @param incarnation changes with each start of the replica
 */
public record ServingObserved(
        String model,
        String replica,
        int version,
        String sha256,
        String fingerprint,
        long generation,
        String incarnation,
        Instant at) {
    /** How long a proof holds; a replica renews it several times as often. */
    public static final Duration LEASE = Duration.ofSeconds(10);
}
