package dev.alluvium.registry.view;

import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.registry.view.RolloutStatus.Proof;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last proof of each replica, folded from {@code serving.observed}. */
public final class ReplicaProofs {
    private final Map<String, Proof> byReplica = new ConcurrentHashMap<>();

    /** Takes one record; a null value is a replica that drained. */
    public void accept(String key, @Nullable ServingObserved observed) {
        if (observed == null) {
            byReplica.remove(key);
        } else {
            byReplica.merge(key, new Proof(observed, observed.at()), (before, fresh) -> before.then(observed));
        }
    }

    /** The proofs about a model. */
    public List<Proof> of(String model) {
        return byReplica.values().stream()
                .filter(proof -> proof.observed().model().equals(model))
                .toList();
    }
}
