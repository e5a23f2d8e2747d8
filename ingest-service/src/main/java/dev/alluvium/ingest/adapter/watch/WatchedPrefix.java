package dev.alluvium.ingest.adapter.watch;

import dev.alluvium.ingest.format.FormatException;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects of the bucket whose keys begin alike. */
final class WatchedPrefix implements WatchedPlace {
    private static final long LARGEST = 64 << 20;

    private final ObjectStore store;
    private final String prefix;

    WatchedPrefix(ObjectStore store, String prefix) {
        this.store = store;
        this.prefix = prefix;
    }

    @Override
    public List<Entry> list() throws IOException {
        try {
            List<Entry> entries = new ArrayList<>();
            for (String key : store.list(prefix)) {
                Optional<ObjectInfo> info = store.head(key);
                info.ifPresent(at -> entries.add(new Entry(key.substring(prefix.length()), at.etag())));
            }
            return entries;
        } catch (StoreException e) {
            throw new IOException("the object store cannot be listed", e);
        }
    }

    @Override
    public InputStream open(Entry entry) throws IOException {
        String key = prefix + entry.name();
        try {
            long bytes = store.head(key).map(ObjectInfo::bytes).orElse(0L);
            if (bytes > LARGEST) {
                throw new FormatException(bytes + " bytes: an object has at most " + LARGEST + "; split it");
            }
            return new ByteArrayInputStream(
                    store.get(key).orElseThrow(() -> new IOException("is gone")).bytes());
        } catch (StoreException e) {
            throw new IOException("the object store does not answer", e);
        }
    }
}
