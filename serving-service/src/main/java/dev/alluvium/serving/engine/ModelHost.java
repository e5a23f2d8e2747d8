package dev.alluvium.serving.engine;

import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.Effect;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.ServingState.Swapping;
import dev.alluvium.serving.state.Transition;
import dev.alluvium.serving.state.VersionProof;
import dev.alluvium.serving.state.VersionRefusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
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
    private final HostObserver observer;
    private final LastProved lastProved;
    private final Clock clock;
    private final ResidentVersions resident = new ResidentVersions();
    private volatile Replica replica;
    private volatile @Nullable ServingDesired newest;
    private volatile @Nullable ActiveVersion active;
    private final Challenger challenger = new Challenger();
    private volatile @Nullable VersionRefusal challengerRefusal;
    private final FallbackVersions standIns;

    /** @param standIns what may answer where the desired version cannot */
    public ModelHost(
            String model,
            Replica.Limits limits,
            AttestationCheck admission,
            VersionLoader loader,
            Executor loading,
            HostObserver observer,
            LastProved lastProved,
            Clock clock,
            FallbackVersions standIns) {
        this.standIns = standIns;
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
            LoadedVersion loaded = loader.load(desired.base(), desired.champion());
            resident.keep(loaded);
            switchTo(new LiveVersion(loaded.proof(), desired.generation(), LiveVersion.Origin.CACHE));
            replica = Replica.restored(
                    replica.limits(), replica.admission(), loaded.proof(), desired.generation(), contact);
        } catch (VersionRefusedException e) {
            LOG.atWarn().addKeyValue("model", model).log("not restored: {}", e.getMessage());
        }
    }

    /** The registry wants something. */
    public synchronized void desired(ServingDesired desired) {
        Transition step = replica.desired(desired);
        if (step.next() == replica) {
            return;
        }
        newest = desired;
        switchUsers(step);
        challenger.follow(desired);
        tell(step);
        challenge(desired);
    }

    private void challenge(ServingDesired desired) {
        DeployedVersion version = desired.challenger();
        boolean missing = challenger.wants(desired);
        challenger.follow(desired);
        challengerRefusal = null;
        if (version == null || !missing) {
            return;
        }
        Optional<VersionRefusal> refusal =
                replica.admission().forUsers(model, version).or(() -> loader.together(desired.champion(), version));
        if (refusal.isPresent()) {
            refuseChallenger(version, refusal.get());
            return;
        }
        resident(version.version(), VersionProof.sha256(version))
                .ifPresentOrElse(
                        loaded -> challenger.start(desired, loaded),
                        () -> loading.execute(() -> loadChallenger(desired, version)));
    }

    private void loadChallenger(ServingDesired desired, DeployedVersion version) {
        Instant begun = clock.instant();
        try {
            LoadedVersion loaded = loader.load(desired.base(), version);
            observer.loaded(model, true, Duration.between(begun, clock.instant()));
            challengerLoaded(desired, loaded);
        } catch (VersionRefusedException e) {
            observer.loaded(model, false, Duration.between(begun, clock.instant()));
            refuseChallenger(version, e.refusal());
        } catch (RuntimeException | Error e) { // another kind would leave it unsaid
            observer.loaded(model, false, Duration.between(begun, clock.instant()));
            refuseChallenger(version, fault(e));
        }
    }

    private synchronized void challengerLoaded(ServingDesired desired, LoadedVersion loaded) {
        if (!desired.equals(newest) || !loaded.tryRetain()) {
            loaded.release();
            return;
        }
        LoadedVersion kept = resident.keep(loaded);
        if (kept != loaded) {
            loaded.release();
            if (!kept.tryRetain()) {
                return;
            }
        }
        take(replica.loadedBeside(kept.proof()));
        challenger.start(desired, kept);
    }

    private synchronized void refuseChallenger(DeployedVersion version, VersionRefusal refusal) {
        challengerRefusal = refusal;
        LOG.atWarn()
                .addKeyValue("model", model)
                .addKeyValue("version", version.version())
                .log("no part in the experiment: {}", refusal.detail());
    }

    /** Why this replica takes no part in the experiment, or null. */
    public @Nullable VersionRefusal challengerRefusal() {
        return challengerRefusal;
    }

    /** What held these versions no longer does: they answer nobody, and what is wanted of them is loaded again. */
    public synchronized void lost(Predicate<LoadedVersion> gone) {
        Map<VersionProof, LoadedVersion> lost = resident.remove(gone);
        ActiveVersion now = active;
        if (now != null && lost.containsValue(now.loaded())) {
            active = null;
        }
        challenger.stopIf(gone);
        take(replica.lost(lost.keySet(), newest));
        lost.values().forEach(LoadedVersion::release);
        ServingDesired wanted = newest;
        if (!lost.isEmpty() && wanted != null) {
            challenge(wanted);
        }
    }

    /** {@code serving.desired} was read to its end at {@code instant}. */
    public synchronized void contacted(Instant instant) {
        replica = replica.contacted(instant);
    }

    /** The heartbeat. */
    public synchronized void beat() {
        take(replica.beat(clock.instant()));
        VersionRefusal refused = challengerRefusal;
        ServingDesired wanted = newest;
        if (refused != null && wanted != null && refused.reason().passing()) {
            challenge(wanted);
        }
        LiveVersion live = replica.state().live();
        if (live != null && live.origin() == LiveVersion.Origin.REGISTRY) {
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

    /**
     * The version that answers {@code unit} now, retained for the caller; empty while none may.
     *
     * @param unit who asks: a user, else a session, else the request
     */
    public Optional<ActiveVersion> acquire(String unit) {
        if (!view().ready(clock.instant())) {
            return Optional.empty();
        }
        Optional<Challenger.Assignment> assignment = challenger.assign(unit);
        ActiveVersion chosen = assignment.map(Challenger.Assignment::challenger).orElse(null);
        return chosen != null
                ? Optional.of(chosen)
                : champion(
                        assignment.map(Challenger.Assignment::experiment).orElse(null),
                        assignment.map(Challenger.Assignment::shadowed).orElse(false));
    }

    /** The challenger of a shadow experiment, retained for the caller, while it runs. */
    public Optional<ActiveVersion> shadow(String experiment) {
        return challenger.shadow(experiment);
    }

    private Optional<ActiveVersion> champion(@Nullable String experiment, boolean shadowed) {
        for (ActiveVersion now = active; now != null; ) {
            if (now.loaded().tryRetain()) {
                return Optional.of(new ActiveVersion(now.live(), now.loaded(), experiment, shadowed));
            }
            ActiveVersion next = active;
            now = next == now ? null : next;
        }
        return Optional.empty();
    }

    /** A resident version, retained for the caller. */
    public synchronized Optional<LoadedVersion> resident(int version, String sha256) {
        return resident.retain(version, sha256);
    }

    /** What brings versions here. */
    VersionLoader loader() {
        return loader;
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
        challenger.stop();
        resident.releaseAll();
    }

    private synchronized void take(Transition step) {
        switchUsers(step);
        tell(step);
    }

    /** Comes before anything is told: who hears of a version is answered with it. */
    private void switchUsers(Transition step) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Switch change) {
                switchTo(change.live());
            }
        }
    }

    private void tell(Transition step) {
        boolean changed = !step.next().state().equals(replica.state());
        replica = step.next();
        if (changed) {
            StatusLog.changed(model, replica.state());
        }
        step.effects().forEach(this::carryOut);
        replica.wantsStandIn().flatMap(standIns::next).ifPresent(next -> loading.execute(() -> standIn(next)));
        notifyAll();
    }

    /** Loads a version before the desired one, or the one before that. */
    private void standIn(FallbackVersions.Choice choice) {
        DeployedVersion version = choice.version();
        try {
            Optional<VersionRefusal> refusal = replica.admission().forUsers(model, version);
            if (refusal.isPresent()) {
                throw new VersionRefusedException(
                        refusal.get().reason(), refusal.get().detail(), null);
            }
            stoodIn(choice.target(), loader.load(choice.base(), version));
        } catch (VersionRefusedException | RuntimeException | Error e) { // another kind would leave it unsaid
            LOG.atWarn()
                    .addKeyValue("model", model)
                    .addKeyValue("version", version.version())
                    .log("cannot stand in: {}", e.getMessage());
            takeUp();
        }
    }

    private synchronized void stoodIn(ServingDesired target, LoadedVersion loaded) {
        resident.keep(loaded);
        take(replica.standIn(target, loaded.proof()));
    }

    /** Tries what comes next, if it is still wanted. */
    private synchronized void takeUp() {
        take(new Transition(replica, List.of()));
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Load load) {
            loading.execute(() -> load(load.target()));
        } else if (effect instanceof Effect.Switch change) {
            ServingDesired fulfilled = newest;
            if (fulfilled != null && change.live().origin() == LiveVersion.Origin.REGISTRY) {
                lastProved.remember(fulfilled, replica.contact());
            }
        } else if (effect instanceof Effect.Announce announce) {
            observer.announce(model, announce.live());
        } else if (effect instanceof Effect.Evict evict) {
            resident.release(evict.proof());
        }
    }

    private void switchTo(LiveVersion live) {
        LoadedVersion loaded = resident.get(live.proof())
                .orElseThrow(() ->
                        new IllegalStateException(model + "@" + live.proof().version() + " is not resident"));
        active = new ActiveVersion(live, loaded, null);
    }

    private void load(ServingDesired target) {
        Instant begun = clock.instant();
        try {
            LoadedVersion loaded = loader.load(target.base(), target.champion());
            observer.loaded(model, true, Duration.between(begun, clock.instant()));
            loaded(target, loaded);
        } catch (VersionRefusedException e) {
            failed(target, e.refusal(), begun);
        } catch (RuntimeException | Error e) { // another kind would leave the replica swapping for ever
            failed(target, fault(e), begun);
        }
    }

    private VersionRefusal fault(Throwable e) {
        LOG.atError().addKeyValue("model", model).setCause(e).log("loading failed");
        String detail = "loading failed: " + e.getClass().getSimpleName() + "; the log says where";
        return new VersionRefusal(VersionRefusal.Reason.UNUSABLE, detail);
    }

    private synchronized void failed(ServingDesired target, VersionRefusal refusal, Instant begun) {
        observer.loaded(model, false, Duration.between(begun, clock.instant()));
        take(replica.failed(target, refusal));
    }

    private synchronized void loaded(ServingDesired target, LoadedVersion loaded) {
        VersionProof kept = resident.keep(loaded).proof();
        take(replica.loaded(target, kept));
        if (!replica.resident().contains(kept)) {
            resident.release(kept);
        }
    }
}
