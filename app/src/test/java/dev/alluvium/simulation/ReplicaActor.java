package dev.alluvium.simulation;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.Effect;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.Transition;
import dev.alluvium.serving.state.VersionProof;
import dev.alluvium.simulation.Cursor.Read;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A serving replica: follows what is desired, loads it, answers with it. */
final class ReplicaActor implements Actor {
    private static final Replica.Limits LIMITS = new Replica.Limits(Duration.ofDays(1), 2);

    private final World world;
    private final String name;
    private final AttestationCheck admission;
    private final Cursor cursor;
    private final Queue<ServingDesired> loading = new ArrayDeque<>();
    private Replica replica;
    private @Nullable VersionProof live;

    ReplicaActor(World world, String name) {
        this.world = world;
        this.name = name;
        Verifier verifier = world.mutation() == Mutation.SERVE_WITHOUT_ATTESTATION ? new Gullible() : new Seals();
        admission = new AttestationCheck(verifier);
        cursor = new Cursor(world.log(), Partition.of(Channel.DESIRED));
        replica = Replica.starting(LIMITS, admission, world.now());
    }

    @Override
    public String name() {
        return name;
    }

    /** What it answers with; null while it answers nobody. */
    @Nullable VersionProof live() {
        return live;
    }

    @Override
    public boolean step() {
        ServingDesired ready = loading.poll();
        if (ready != null) {
            go(replica.loaded(ready, proof(ready.champion())));
            return true;
        }
        Optional<Read> read = cursor.read(world.random());
        read.map(Read::value).map(ServingDesired.class::cast).ifPresent(desired -> go(replica.desired(desired)));
        return read.isPresent();
    }

    @Override
    public void crash() {
        replica = Replica.starting(LIMITS, admission, world.now());
        live = null;
        loading.clear();
        cursor.seek(Map.of());
    }

    private void go(Transition step) {
        replica = step.next();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Load load) {
                loading.add(load.target());
            } else if (effect instanceof Effect.Switch to) {
                live = to.live().proof();
            }
        }
    }

    private static VersionProof proof(DeployedVersion version) {
        ArtifactRef adapter = version.adapter();
        return new VersionProof(version.version(), adapter == null ? "" : adapter.sha256(), "f");
    }

    /** Believes every signature. */
    private static final class Gullible extends Verifier {
        Gullible() {
            super(Map.of());
        }

        @Override
        public boolean valid(dev.alluvium.contracts.trust.Attestation attestation) {
            return true;
        }
    }
}
