package dev.alluvium.trainer.run;

import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What one process sees of a store until it is killed at its n-th change, before or after that is done. */
final class MortalStore implements ObjectStore {
    private final ObjectStore store;
    private final int fatal;
    private final boolean done;
    private int changes;
    private boolean dead;

    /** The process ends here. */
    static final class Killed extends Error {}

    /**
     * @param fatal the change that kills, counted from 1
     * @param done whether that change still reaches the store
     */
    MortalStore(ObjectStore store, int fatal, boolean done) {
        this.store = store;
        this.fatal = fatal;
        this.done = done;
    }

    @Override
    public String bucket() {
        return store.bucket();
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return alive(() -> store.get(key));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return alive(() -> store.head(key));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return change(() -> store.putIfAbsent(key, bytes));
    }

    @Override
    public boolean replace(String key, byte[] bytes, String expectedEtag) {
        return change(() -> store.replace(key, bytes, expectedEtag));
    }

    @Override
    public List<String> list(String prefix) {
        return alive(() -> store.list(prefix));
    }

    @Override
    public void delete(String key) {
        change(() -> {
            store.delete(key);
            return true;
        });
    }

    private <T> T change(Supplier<T> change) {
        return alive(() -> {
            changes++;
            if (changes == fatal) {
                dead = true;
                if (!done) {
                    throw new Killed();
                }
            }
            T result = change.get();
            if (dead) {
                throw new Killed();
            }
            return result;
        });
    }

    private synchronized <T> T alive(Supplier<T> use) {
        if (dead) {
            throw new StoreException("killed");
        }
        return use.get();
    }
}
