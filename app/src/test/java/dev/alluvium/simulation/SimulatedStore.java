package dev.alluvium.simulation;

import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An object store whose answers get lost: a conditional PUT that won may be reported as lost. */
final class SimulatedStore implements ObjectStore {
    private static final int LOST_ONE_IN = 12;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Random random;
    private final boolean overwrites;
    private boolean faulty = true;

    SimulatedStore(Random random, boolean overwrites) {
        this.random = random;
        this.overwrites = overwrites;
    }

    void heal() {
        faulty = false;
    }

    @Override
    public String bucket() {
        return store.bucket();
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return store.get(key);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return store.head(key);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        if (overwrites) {
            store.delete(key);
        }
        boolean won = store.putIfAbsent(key, bytes);
        return won && !(faulty && random.nextInt(LOST_ONE_IN) == 0);
    }

    @Override
    public boolean replace(String key, byte[] bytes, String expectedEtag) {
        return store.replace(key, bytes, expectedEtag);
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }
}
