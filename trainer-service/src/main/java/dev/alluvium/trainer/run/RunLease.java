package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The right to work on a run, held in the store and changed only by compare-and-swap. Whoever takes it over raises the
 * epoch, and the former holder finds out at its next renewal. Not needed for correctness, since attempts are
 * deterministic and their manifests written once, but two trainers would do the same work twice.
 */
public final class RunLease implements AutoCloseable {
    private final ObjectStore store;
    private final String run;
    private final Clock clock;
    private final Duration length;
    private Holding holding;
    private String etag;
    private volatile boolean lost;

    /** What stands in the store. */
    record Holding(String owner, long epoch, Instant until) {}

    private RunLease(ObjectStore store, String run, Clock clock, Duration length, Holding holding, String etag) {
        this.store = store;
        this.run = run;
        this.clock = clock;
        this.length = length;
        this.holding = holding;
        this.etag = etag;
    }

    /** Takes the lease if it is free, has run out, or is {@code owner}'s already. */
    public static Optional<RunLease> acquire(
            ObjectStore store, String run, String owner, Clock clock, Duration length) {
        String key = ObjectKeys.runLease(run);
        Optional<StoredObject> found = store.get(key);
        Instant until = clock.instant().plus(length);
        if (found.isEmpty()) {
            Holding first = new Holding(owner, 1, until);
            return store.putIfAbsent(key, Json.bytes(first))
                    ? held(store, run, clock, length, first)
                    : Optional.empty();
        }
        Holding before = Json.read(found.get().bytes(), Holding.class);
        if (before.until().isAfter(clock.instant()) && !before.owner().equals(owner)) {
            return Optional.empty();
        }
        Holding next = new Holding(owner, before.epoch() + 1, until);
        return store.replace(key, Json.bytes(next), found.get().etag())
                ? held(store, run, clock, length, next)
                : Optional.empty();
    }

    private static Optional<RunLease> held(
            ObjectStore store, String run, Clock clock, Duration length, Holding holding) {
        return store.get(ObjectKeys.runLease(run))
                .filter(found -> Json.read(found.bytes(), Holding.class).equals(holding))
                .map(found -> new RunLease(store, run, clock, length, holding, found.etag()));
    }

    /** Extends the lease; false once somebody else has it. */
    public synchronized boolean renew() {
        return !lost && swap(clock.instant().plus(length));
    }

    /** Grows with each change of hands. */
    public synchronized long epoch() {
        return holding.epoch();
    }

    /** Whether the last renewal found that somebody else has it. */
    public boolean lost() {
        return lost;
    }

    /** Whether its time has run out unrenewed. */
    synchronized boolean expired() {
        return !holding.until().isAfter(clock.instant());
    }

    /** Gives it back, so that nobody has to wait for its end. */
    @Override
    public synchronized void close() {
        if (!lost) {
            swap(clock.instant());
            lost = true;
        }
    }

    private boolean swap(Instant until) {
        Holding next = new Holding(holding.owner(), holding.epoch(), until);
        store.replace(ObjectKeys.runLease(run), Json.bytes(next), etag);
        Optional<StoredObject> found =
                store.get(ObjectKeys.runLease(run)).filter(object -> mine(Json.read(object.bytes(), Holding.class)));
        if (found.isEmpty()) {
            lost = true;
            return false;
        }
        holding = Json.read(found.get().bytes(), Holding.class);
        etag = found.get().etag();
        return true;
    }

    /** Also what an earlier renewal wrote whose answer was lost on the way. */
    private boolean mine(Holding standing) {
        return standing.owner().equals(holding.owner()) && standing.epoch() == holding.epoch();
    }
}
