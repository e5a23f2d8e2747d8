package dev.alluvium.evaluator.adapter;

import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.store.StoredObject;
import java.util.List;
import java.util.Optional;

/** A store in memory that fails its next calls. */
final class FlakyStore implements ObjectStore {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private int failures;

    void failNext(int calls) {
        failures = calls;
    }

    @Override
    public String bucket() {
        return store.bucket();
    }

    @Override
    public Optional<StoredObject> get(String key) {
        mayFail();
        return store.get(key);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        mayFail();
        return store.head(key);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        mayFail();
        return store.putIfAbsent(key, bytes);
    }

    @Override
    public boolean replace(String key, byte[] bytes, String expectedEtag) {
        mayFail();
        return store.replace(key, bytes, expectedEtag);
    }

    @Override
    public List<String> list(String prefix) {
        mayFail();
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        mayFail();
        store.delete(key);
    }

    private void mayFail() {
        if (failures > 0) {
            failures--;
            throw new StoreException("the store is away", new IllegalStateException("planted"));
        }
    }
}
