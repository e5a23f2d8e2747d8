package dev.alluvium.trainer;

import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A store that can be cut off for good: what a process that was killed can no longer do to the real one. */
public final class PowerSwitch implements ObjectStore {
    private final ObjectStore store;
    private volatile boolean off;

    public PowerSwitch(ObjectStore store) {
        this.store = store;
    }

    public void cut() {
        off = true;
    }

    @Override
    public String bucket() {
        return store.bucket();
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return on(() -> store.get(key));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return on(() -> store.head(key));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return on(() -> store.putIfAbsent(key, bytes));
    }

    @Override
    public boolean replace(String key, byte[] bytes, String expectedEtag) {
        return on(() -> store.replace(key, bytes, expectedEtag));
    }

    @Override
    public List<String> list(String prefix) {
        return on(() -> store.list(prefix));
    }

    @Override
    public void delete(String key) {
        on(() -> {
            store.delete(key);
            return true;
        });
    }

    private <T> T on(Supplier<T> call) {
        if (off) {
            throw new StoreException("cut off", new IOException("cut off"));
        }
        return call.get();
    }
}
