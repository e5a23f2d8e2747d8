package dev.alluvium.settings;

import java.time.Duration;

/**
 * The endpoint that answers users.
 *
 * @param lease how long a replica stays ready without reading {@code serving.desired}
 * @param heartbeat between two proofs of what it serves; well below the lease
 * @param slots answers made at once, those of one version together
 * @param queue requests that may wait for a slot; one more gets 429
 * @param resident versions kept loaded, the champion included, so that a rollback loads nothing
 * @param cacheTokens tokens that the key-value caches of all answers may hold; each answer of a version takes as many as
 *     the longest may need, and one that finds no room waits
 * @param maxTokens of an answer whose request sets no limit
 * @param cacheDirectory adapters on the local disk, for a start without the store
 * @param adapterCache bytes that the adapters on a local disk may take, those of resident versions always
 */
public record ServingConfig(
        @Default("30s") Duration lease,
        @Default("2s") Duration heartbeat,
        @Default("32") int slots,
        @Default("64") int queue,
        @Default("3") int resident,
        @Default("65536") int cacheTokens,
        @Default("128") int maxTokens,
        @Default("serving") String cacheDirectory,
        @Default("2G") long adapterCache) {

    public ServingConfig {
        ConfigChecks.positive("adapter-cache", adapterCache);
        ConfigChecks.atLeast("slots", slots, 1);
        ConfigChecks.atLeast("queue", queue, 0);
        ConfigChecks.atLeast("resident", resident, 2);
        ConfigChecks.atLeast("cache-tokens", cacheTokens, 1);
        ConfigChecks.atLeast("max-tokens", maxTokens, 1);
        if (heartbeat.isNegative() || heartbeat.isZero() || lease.compareTo(heartbeat.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "lease=" + lease + ": must be at least twice the heartbeat of " + heartbeat + "; try 30s and 2s");
        }
    }

    /** The same, with its adapters in another directory. */
    public ServingConfig withCacheDirectory(String other) {
        return new ServingConfig(lease, heartbeat, slots, queue, resident, cacheTokens, maxTokens, other, adapterCache);
    }
}
