package dev.alluvium.serving.state;

import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.serving.state.ServingState.Refusing;
import dev.alluvium.serving.state.ServingState.Serving;
import dev.alluvium.serving.state.ServingState.Starting;
import dev.alluvium.serving.state.ServingState.Swapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model on one replica. Each input gives the next state and what is to be done; nothing here waits or does I/O.
 *
 * @param known the newest desired state seen
 * @param resident versions kept loaded, the most recently used first
 * @param contact when {@code serving.desired} was last known to be read to its end
 */
public record Replica(
        Limits limits,
        AttestationCheck admission,
        DesiredStateOrder known,
        ServingState state,
        List<VersionProof> resident,
        Instant contact) {

    /**
     * @param lease how long a replica answers without contact
     * @param resident versions kept loaded
     */
    public record Limits(Duration lease, int resident) {}

    public Replica {
        resident = List.copyOf(resident);
    }

    /** A replica that has read nothing; its lease runs from {@code now}. */
    public static Replica starting(Limits limits, AttestationCheck admission, Instant now) {
        return new Replica(limits, admission, DesiredStateOrder.NONE, new Starting(), List.of(), now);
    }

    /** A replica that goes on with the version it proved last, for what is left of its lease. */
    public static Replica restored(
            Limits limits, AttestationCheck admission, VersionProof proof, long generation, Instant contact) {
        LiveVersion live = new LiveVersion(proof, generation, LiveVersion.Origin.CACHE);
        return new Replica(limits, admission, DesiredStateOrder.NONE, new Serving(live), List.of(proof), contact);
    }

    /** The registry wants {@code target}. Anything not newer than what is known changes nothing. */
    public Transition desired(ServingDesired target) {
        DesiredStateOrder position = DesiredStateOrder.of(target);
        if (position.compareTo(known) <= 0) {
            return new Transition(this, List.of());
        }
        Replica moved = new Replica(limits, admission, position, state, resident, contact);
        Optional<VersionRefusal> refusal = admission.forUsers(target.model(), target.champion());
        if (refusal.isPresent()) {
            return moved.to(new Refusing(state.live(), target, refusal.get()));
        }
        return moved.resident.stream()
                .filter(proof -> proof.proves(target.champion()))
                .findFirst()
                .map(proof -> moved.serve(target, proof))
                .orElseGet(() -> moved.to(new Swapping(state.live(), target), new Effect.Load(target)));
    }

    /** {@code target} was loaded and proved. It answers if it is still wanted; else it stays resident. */
    public Transition loaded(ServingDesired target, VersionProof proof) {
        if (!proof.proves(target.champion())) {
            String detail = "loaded sha256 " + proof.sha256() + " as " + target.model() + "@" + proof.version()
                    + ", the registry names " + VersionProof.sha256(target.champion());
            return failed(target, new VersionRefusal(VersionRefusal.Reason.WRONG_DIGEST, detail));
        }
        return awaits(target) ? serve(target, proof) : keep(proof);
    }

    /** A version was loaded beside the champion; it stays resident. */
    public Transition loadedBeside(VersionProof proof) {
        return keep(proof);
    }

    /** {@code target} could not be loaded. */
    public Transition failed(ServingDesired target, VersionRefusal refusal) {
        return awaits(target) ? to(new Refusing(state.live(), target, refusal)) : new Transition(this, List.of());
    }

    /** What is desired, where nobody is answered because its bytes are damaged. */
    public Optional<ServingDesired> wantsStandIn() {
        return state instanceof Refusing refusing
                        && refusing.live() == null
                        && refusing.refusal().reason().damaged()
                ? Optional.of(refusing.target())
                : Optional.empty();
    }

    /** A version before {@code target}, which cannot answer, was loaded and proved: it answers until another one does. */
    public Transition standIn(ServingDesired target, VersionProof proof) {
        if (!(state instanceof Refusing refusing) || refusing.live() != null || !awaits(target)) {
            return keep(proof);
        }
        LiveVersion live = new LiveVersion(proof, target.generation() - 1, LiveVersion.Origin.STAND_IN);
        Transition kept = keep(proof);
        List<Effect> effects = new ArrayList<>(List.of(new Effect.Switch(live), new Effect.Announce(live)));
        effects.addAll(kept.effects());
        return kept.next().to(new Refusing(live, target, refusing.refusal()), effects);
    }

    /**
     * What held these versions no longer does, as a server that was restarted. If the one that answers is among them, nobody
     * is answered until {@code wanted}, the newest desired state, is loaded again.
     *
     * @param wanted null where nothing was read yet
     */
    public Transition lost(Set<VersionProof> gone, @Nullable ServingDesired wanted) {
        List<VersionProof> left =
                resident.stream().filter(proof -> !gone.contains(proof)).toList();
        Replica rest = new Replica(limits, admission, known, state, left, contact);
        LiveVersion live = state.live();
        if (live == null || !gone.contains(live.proof())) {
            return new Transition(rest, List.of());
        }
        if (state instanceof Swapping swapping) {
            return rest.to(new Swapping(null, swapping.target()));
        } else if (state instanceof Refusing refusing) {
            return rest.to(new Refusing(null, refusing.target(), refusing.refusal()));
        }
        return wanted == null ? rest.to(new Starting()) : rest.to(new Swapping(null, wanted), new Effect.Load(wanted));
    }

    /** {@code serving.desired} was read to its end at {@code now}. */
    public Replica contacted(Instant now) {
        return now.isAfter(contact) ? new Replica(limits, admission, known, state, resident, now) : this;
    }

    /** The heartbeat: renews the proof while the lease holds, and tries again what may have passed. */
    public Transition beat(Instant now) {
        LiveVersion live = state.live();
        List<Effect> effects = new ArrayList<>();
        if (live != null && leased(now)) {
            effects.add(new Effect.Announce(live));
        }
        if (state instanceof Refusing refusing && refusing.refusal().reason().passing()) {
            effects.add(new Effect.Load(refusing.target()));
            return to(new Swapping(live, refusing.target()), effects);
        }
        return new Transition(this, effects);
    }

    /** Whether users may be answered at {@code now}. */
    public boolean ready(Instant now) {
        return state.live() != null && leased(now);
    }

    /** Whether the last contact is recent enough to trust what was read then. */
    public boolean leased(Instant now) {
        return !now.isAfter(contact.plus(limits.lease()));
    }

    private boolean awaits(ServingDesired target) {
        boolean open = state instanceof Swapping || state instanceof Refusing;
        return open && DesiredStateOrder.of(target).equals(known);
    }

    private Transition serve(ServingDesired target, VersionProof proof) {
        LiveVersion live = new LiveVersion(proof, target.generation(), LiveVersion.Origin.REGISTRY);
        Transition kept = keep(proof);
        List<Effect> effects = new ArrayList<>(List.of(new Effect.Switch(live), new Effect.Announce(live)));
        effects.addAll(kept.effects());
        return kept.next().to(new Serving(live), effects);
    }

    private Transition keep(VersionProof proof) {
        List<VersionProof> kept = new ArrayList<>(resident);
        kept.remove(proof);
        kept.add(0, proof);
        List<Effect> evictions = new ArrayList<>();
        while (kept.size() > limits.resident()) {
            evictions.add(new Effect.Evict(kept.remove(victim(kept))));
        }
        return new Transition(new Replica(limits, admission, known, state, kept, contact), evictions);
    }

    /** The least recently used version that does not answer at this moment. */
    private int victim(List<VersionProof> kept) {
        LiveVersion live = state.live();
        int last = kept.size() - 1;
        return live != null && kept.get(last).equals(live.proof()) ? last - 1 : last;
    }

    private Transition to(ServingState next, Effect... effects) {
        return to(next, List.of(effects));
    }

    private Transition to(ServingState next, List<Effect> effects) {
        return new Transition(new Replica(limits, admission, known, next, resident, contact), effects);
    }
}
