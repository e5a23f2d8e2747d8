package dev.alluvium.registry.view;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.serving.ServingObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many replicas prove the desired state of a model.
 *
 * @param done true once every leased replica proves the generation
 * @param millis from the decision to the last of these proofs; null until done
 * @param waitsFor what is missing; null once done
 */
public record RolloutStatus(
        String model,
        int version,
        long generation,
        boolean done,
        @Nullable Long millis,
        @Nullable String waitsFor,
        List<Replica> replicas) {
    /**
     * A leased replica.
     *
     * @param since when it first proved this generation and version
     */
    public record Replica(String name, int version, long generation, boolean proven, Instant since) {}

    /** A replica's last proof, and when its incarnation first gave one for this generation and version. */
    public record Proof(ServingObserved observed, Instant since) {
        /** The next proof of the same replica. */
        Proof then(ServingObserved next) {
            boolean same = next.generation() == observed.generation()
                    && next.version() == observed.version()
                    && next.incarnation().equals(observed.incarnation());
            return new Proof(next, same ? since : next.at());
        }
    }

    /** Compares what should be served with what replicas prove at {@code now}. */
    public static RolloutStatus of(ServingDesired desired, Collection<Proof> proofs, Instant now) {
        List<Replica> replicas = proofs.stream()
                .filter(proof ->
                        proof.observed().at().plus(ServingObserved.LEASE).isAfter(now))
                .map(proof -> new Replica(
                        proof.observed().replica(),
                        proof.observed().version(),
                        proof.observed().generation(),
                        proves(proof.observed(), desired),
                        proof.since()))
                .toList();
        long missing = replicas.stream().filter(replica -> !replica.proven()).count();
        boolean done = !replicas.isEmpty() && missing == 0;
        return new RolloutStatus(
                desired.model(),
                desired.champion().version(),
                desired.generation(),
                done,
                done ? millis(desired.at(), replicas) : null,
                done
                        ? null
                        : replicas.isEmpty()
                                ? "no replica is leased"
                                : missing + " of " + replicas.size()
                                        + (replicas.size() == 1 ? " replica" : " replicas"),
                replicas);
    }

    private static boolean proves(ServingObserved observed, ServingDesired desired) {
        ArtifactRef adapter = desired.champion().adapter();
        return observed.generation() == desired.generation()
                && observed.version() == desired.champion().version()
                && observed.sha256().equals(adapter == null ? "" : adapter.sha256());
    }

    private static long millis(Instant decided, List<Replica> replicas) {
        Instant last =
                replicas.stream().map(Replica::since).max(Instant::compareTo).orElse(decided);
        return Math.max(0, Duration.between(decided, last).toMillis());
    }
}
