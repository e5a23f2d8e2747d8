package dev.alluvium.runtime.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A store in memory, for tests and simulations; it passes the same contract test as the real one. */
public final class InMemoryObjectStore implements ObjectStore {
    private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();
    private final AtomicLong tags = new AtomicLong();

    @Override
    public String bucket() {
        return "memory";
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(found -> new StoredObject(found.bytes().clone(), found.etag()));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return get(key).map(found -> new ObjectInfo(found.bytes().length, found.etag()));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return objects.putIfAbsent(key, tagged(bytes)) == null;
    }

    @Override
    public boolean replace(String key, byte[] bytes, String expectedEtag) {
        StoredObject before = objects.get(key);
        return before != null && before.etag().equals(expectedEtag) && objects.replace(key, before, tagged(bytes));
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    private StoredObject tagged(byte[] bytes) {
        return new StoredObject(bytes.clone(), Long.toString(tags.incrementAndGet()));
    }
}
