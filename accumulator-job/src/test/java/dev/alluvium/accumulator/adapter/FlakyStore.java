package dev.alluvium.accumulator.adapter;

import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store that fails once at each kind of write: before a segment, after a marker, after a manifest. */
final class FlakyStore implements ObjectStore, AutoCloseable {
    /** The faults that happened; the job's operators run in this JVM but are deserialised, so they share it this way. */
    static final Set<String> HAPPENED = ConcurrentHashMap.newKeySet();

    private final MinioObjectStore delegate;

    FlakyStore(MinioObjectStore delegate) {
        this.delegate = delegate;
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        if (key.endsWith(".jsonl")) {
            failOnce("segment");
        }
        boolean written = delegate.putIfAbsent(key, bytes);
        if (key.contains("/commits/")) {
            failOnce("marker");
        } else if (key.endsWith("manifest.json")) {
            failOnce("manifest");
        }
        return written;
    }

    private static void failOnce(String fault) {
        if (HAPPENED.add(fault)) {
            throw new StoreException("injected at " + fault);
        }
    }

    @Override
    public String bucket() {
        return delegate.bucket();
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return delegate.get(key);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return delegate.head(key);
    }

    @Override
    public boolean replace(String key, byte[] bytes, String expectedEtag) {
        return delegate.replace(key, bytes, expectedEtag);
    }

    @Override
    public List<String> list(String prefix) {
        return delegate.list(prefix);
    }

    @Override
    public void delete(String key) {
        delegate.delete(key);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
