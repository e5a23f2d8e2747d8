package dev.alluvium.trainer.run;

import dev.alluvium.knowledge.facts.StandingErasures;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;

/** The erasures that stand in a store. */
public final class StoredErasures {
    private StoredErasures() {}

    /** Of the manifests in {@code store}. */
    public static StandingErasures in(ObjectStore store) {
        return new StandingErasures(
                store::list,
                key -> store.get(key)
                        .map(StoredObject::bytes)
                        .orElseThrow(() ->
                                new IllegalStateException(key + " is missing from the bucket " + store.bucket())));
    }
}
