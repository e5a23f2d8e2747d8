package dev.alluvium.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
        @Nullable Duration lease,
        @Nullable Duration heartbeat,
        @Nullable Integer slots,
        @Nullable Integer queue,
        @Nullable Integer resident,
        @Nullable Integer cacheTokens,
        @Nullable Integer maxTokens,
        @Nullable String cacheDirectory,
        @Nullable Long adapterCache) {
    static final ServingConfig DEFAULT = new ServingConfig(null, null, null, null, null, null, null, null);

    /** With the usual room for adapters on the local disk. */
    public ServingConfig(
            @Nullable Duration lease,
            @Nullable Duration heartbeat,
            @Nullable Integer slots,
            @Nullable Integer queue,
            @Nullable Integer resident,
            @Nullable Integer cacheTokens,
            @Nullable Integer maxTokens,
            @Nullable String cacheDirectory) {
        this(lease, heartbeat, slots, queue, resident, cacheTokens, maxTokens, cacheDirectory, null);
    }

    public ServingConfig {
        lease = lease == null ? Duration.ofSeconds(30) : lease;
        heartbeat = heartbeat == null ? Duration.ofSeconds(2) : heartbeat;
        slots = slots == null ? Integer.valueOf(32) : slots;
        queue = queue == null ? Integer.valueOf(64) : queue;
        resident = resident == null ? Integer.valueOf(3) : resident;
        cacheTokens = cacheTokens == null ? Integer.valueOf(65_536) : cacheTokens;
        maxTokens = maxTokens == null ? Integer.valueOf(128) : maxTokens;
        cacheDirectory = cacheDirectory == null ? "serving" : cacheDirectory;
        adapterCache = adapterCache == null ? Long.valueOf(TrainerConfig.ADAPTER_CACHE) : adapterCache;
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
}
