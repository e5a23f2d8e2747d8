package dev.alluvium.accumulator.adapter;

import dev.alluvium.runtime.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/** Closes a store that has something to close. */
final class StoreCloser {
    private StoreCloser() {}

    static void close(@Nullable ObjectStore store) throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
