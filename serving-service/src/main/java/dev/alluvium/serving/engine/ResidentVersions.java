package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.Proof;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The versions that a replica holds in memory, one copy of each, retained for as long as they are here. Whoever uses it takes
 * one step at a time.
 */
final class ResidentVersions {
    private final Map<Proof, Loaded> copies = new HashMap<>();

    /**
     * Makes a version resident; one that already is stays, and the new copy goes: it may be what answers users.
     *
     * @return the copy that is resident
     */
    Loaded keep(Loaded loaded) {
        Loaded before = copies.get(loaded.proof());
        if (before != null && before.tryRetain()) {
            before.release();
            loaded.release();
            return before;
        }
        copies.put(loaded.proof(), loaded);
        if (before != null) {
            before.release();
        }
        return loaded;
    }

    Optional<Loaded> get(Proof proof) {
        return Optional.ofNullable(copies.get(proof));
    }

    /** A version, retained for the caller. */
    Optional<Loaded> retain(int version, String sha256) {
        return copies.values().stream()
                .filter(loaded -> loaded.proof().version() == version
                        && loaded.proof().sha256().equals(sha256))
                .filter(Loaded::tryRetain)
                .findFirst();
    }

    /** Lets a version go, if it is here. */
    void release(Proof proof) {
        Loaded gone = copies.remove(proof);
        if (gone != null) {
            gone.release();
        }
    }

    /** Takes versions out and leaves it to the caller to release them. */
    Map<Proof, Loaded> remove(Predicate<Loaded> gone) {
        Map<Proof, Loaded> removed = new HashMap<>(copies);
        removed.values().removeIf(gone.negate());
        copies.keySet().removeAll(removed.keySet());
        return removed;
    }

    void releaseAll() {
        copies.values().forEach(Loaded::release);
        copies.clear();
    }
}
