package dev.alluvium.serving.engine;

import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.serving.state.Admission;
import dev.alluvium.serving.state.Effect;
import dev.alluvium.serving.state.Live;
import dev.alluvium.serving.state.Proof;
import dev.alluvium.serving.state.Refusal;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.ServingState.Swapping;
import dev.alluvium.serving.state.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model on this replica: drives its {@link Replica} and carries out what that asks for. Transitions are taken one
 * at a time; loading happens elsewhere, so a rollback never waits for a promotion that is still loading.
 */
public final class ModelHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelHost.class);

    private final String model;
    private final VersionLoader loader;
    private final Executor loading;
    private final Observer observer;
    private final LastProved lastProved;
    private final Clock clock;
    private final Map<Proof, Loaded> resident = new HashMap<>();
    private volatile Replica replica;
    private volatile @Nullable ServingDesired newest;
    private volatile @Nullable Active active;

    public ModelHost(
            String model,
            Replica.Limits limits,
            Admission admission,
            VersionLoader loader,
            Executor loading,
            Observer observer,
            LastProved lastProved,
            Clock clock) {
        this.model = model;
        this.loader = loader;
        this.loading = loading;
        this.observer = observer;
        this.lastProved = lastProved;
        this.clock = clock;
        this.replica = Replica.starting(limits, admission, clock.instant());
    }

    /** Goes on with the version that this replica proved last, until something newer is read or its lease ends. */
    public synchronized void restore() {
        lastProved.recall(model).ifPresent(memory -> {
            ServingDesired desired = memory.desired();
            Instant end = memory.contact().plus(replica.limits().lease());
            if (end.isAfter(clock.instant())
                    && replica.admission().forUsers(model, desired.champion()).isEmpty()) {
                restore(desired, memory.contact());
            }
        });
    }

    private void restore(ServingDesired desired, Instant contact) {
        try {
            Loaded loaded = loader.load(desired.base(), desired.champion());
            resident.put(loaded.proof(), loaded);
            replica = Replica.restored(
                    replica.limits(), replica.admission(), loaded.proof(), desired.generation(), contact);
            switchTo(new Live(loaded.proof(), desired.generation(), Live.Origin.CACHE));
        } catch (RefusedException e) {
            LOG.atWarn().addKeyValue("model", model).log("not restored: {}", e.getMessage());
        }
    }

    /** The registry wants something. */
    public synchronized void desired(ServingDesired desired) {
        Step step = replica.desired(desired);
        if (step.next() != replica) {
            newest = desired;
        }
        take(step);
    }

    /** {@code serving.desired} was read to its end at {@code instant}. */
    public synchronized void contacted(Instant instant) {
        replica = replica.contacted(instant);
    }

    /** The heartbeat. */
    public synchronized void beat() {
        take(replica.beat(clock.instant()));
        Live live = replica.state().live();
        if (live != null && live.origin() == Live.Origin.REGISTRY) {
            lastProved.contacted(model, replica.contact());
        }
    }

    /** Waits until nothing is being loaded, for {@code limit} at most. */
    public synchronized void awaitSettled(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toMillis();
        while (replica.state() instanceof Swapping && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /** The version that answers now, retained for the caller; empty while none may. */
    public Optional<Active> acquire() {
        if (!view().ready(clock.instant())) {
            return Optional.empty();
        }
        for (Active now = active; now != null; now = active) {
            if (now.loaded().tryRetain()) {
                return Optional.of(now);
            }
        }
        return Optional.empty();
    }

    /** A resident version, retained for the caller. */
    public synchronized Optional<Loaded> resident(int version, String sha256) {
        return resident.values().stream()
                .filter(loaded -> loaded.proof().version() == version
                        && loaded.proof().sha256().equals(sha256))
                .filter(Loaded::tryRetain)
                .findFirst();
    }

    /** Where the replica stands. */
    public Replica view() {
        return replica;
    }

    /** The newest that the registry wanted, or null before that. */
    public @Nullable ServingDesired newest() {
        return newest;
    }

    @Override
    public synchronized void close() {
        active = null;
        resident.values().forEach(Loaded::release);
        resident.clear();
    }

    private synchronized void take(Step step) {
        if (!step.next().state().equals(replica.state())) {
            StatusLog.changed(model, step.next().state());
        }
        replica = step.next();
        step.effects().forEach(this::carryOut);
        notifyAll();
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Load load) {
            loading.execute(() -> load(load.target()));
        } else if (effect instanceof Effect.Switch change) {
            switchTo(change.live());
            ServingDesired fulfilled = newest;
            if (fulfilled != null) {
                lastProved.remember(fulfilled, replica.contact());
            }
        } else if (effect instanceof Effect.Announce announce) {
            observer.announce(model, announce.live());
        } else if (effect instanceof Effect.Evict evict) {
            Loaded gone = resident.remove(evict.proof());
            if (gone != null) {
                gone.release();
            }
        }
    }

    private void switchTo(Live live) {
        Loaded loaded = resident.get(live.proof());
        if (loaded == null) {
            throw new IllegalStateException(model + "@" + live.proof().version() + " is not resident");
        }
        active = new Active(live, loaded);
    }

    private void load(ServingDesired target) {
        Instant begun = clock.instant();
        try {
            Loaded loaded = loader.load(target.base(), target.champion());
            observer.loaded(model, true, Duration.between(begun, clock.instant()));
            loaded(target, loaded);
        } catch (RefusedException e) {
            failed(target, e.refusal(), begun);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("model", model).setCause(e).log("loading failed");
            String detail = "loading failed: " + e.getClass().getSimpleName() + "; the log says where";
            failed(target, new Refusal(Refusal.Reason.UNUSABLE, detail), begun);
        }
    }

    private synchronized void failed(ServingDesired target, Refusal refusal, Instant begun) {
        observer.loaded(model, false, Duration.between(begun, clock.instant()));
        take(replica.failed(target, refusal));
    }

    private synchronized void loaded(ServingDesired target, Loaded loaded) {
        Loaded before = resident.put(loaded.proof(), loaded);
        if (before != null) {
            before.release();
        }
        take(replica.loaded(target, loaded.proof()));
        if (!replica.resident().contains(loaded.proof()) && resident.remove(loaded.proof(), loaded)) {
            loaded.release();
        }
    }
}
