package dev.alluvium.trainer.run;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import java.util.UUID;

/**
 * Markers of the processes that began to train an attempt from a step and have not come back. A process that the
 * kernel ends for want of memory leaves no other trace than its marker.
 */
final class StartMarkers {
    private static final String THIS_PROCESS = UUID.randomUUID().toString();

    private final ObjectStore store;
    private final String prefix;
    private final String process;

    StartMarkers(ObjectStore store, String run, String attempt) {
        this(store, run, attempt, THIS_PROCESS);
    }

    /** @param process whose marks are its own, and not a dead one's */
    StartMarkers(ObjectStore store, String run, String attempt, String process) {
        this.store = store;
        this.prefix = ObjectKeys.starts(run, attempt);
        this.process = process;
    }

    /** How many other processes began from this step and never came back. */
    long deaths(int step) {
        return store.list(at(step)).stream()
                .filter(key -> !key.equals(mark(step)))
                .count();
    }

    void begin(int step) {
        store.putIfAbsent(mark(step), new byte[0]);
    }

    void end(int step) {
        store.delete(mark(step));
    }

    /** Takes all marks away, once the attempt is finished. */
    void clear() {
        store.list(prefix).forEach(store::delete);
    }

    private String at(int step) {
        return prefix + "%08d/".formatted(step);
    }

    private String mark(int step) {
        return at(step) + process;
    }
}
