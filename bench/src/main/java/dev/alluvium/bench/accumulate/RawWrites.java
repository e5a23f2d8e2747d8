package dev.alluvium.bench.accumulate;

import dev.alluvium.bench.Clocks;
import dev.alluvium.runtime.store.ObjectStore;
import java.util.Random;

/** The ceiling of the object store: as many conditional writes of as many bytes, one after the other, and nothing else. */
final class RawWrites {
    private RawWrites() {}

    /** Seconds that {@code count} objects of {@code bytes} in all take. */
    static double seconds(ObjectStore store, int count, long bytes) {
        byte[] content = new byte[Math.toIntExact(bytes / count)];
        new Random(1).nextBytes(content);
        Clocks begun = Clocks.now();
        for (int i = 0; i < count; i++) {
            store.putIfAbsent("ceiling/" + i, content);
        }
        return Clocks.since(begun).wall();
    }
}
