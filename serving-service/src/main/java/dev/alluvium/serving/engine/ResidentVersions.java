package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.VersionProof;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The versions that a replica holds in memory, one copy of each, retained for as long as they are here. Whoever uses it takes
 * one step at a time.
 */
final class ResidentVersions {
    private final Map<VersionProof, LoadedVersion> copies = new HashMap<>();

    /**
     * Makes a version resident; one that already is stays, and the new copy goes: it may be what answers users.
     *
     * @return the copy that is resident
     */
    LoadedVersion keep(LoadedVersion loaded) {
        LoadedVersion before = copies.get(loaded.proof());
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

    Optional<LoadedVersion> get(VersionProof proof) {
        return Optional.ofNullable(copies.get(proof));
    }

    /** A version, retained for the caller. */
    Optional<LoadedVersion> retain(int version, String sha256) {
        return copies.values().stream()
                .filter(loaded -> loaded.proof().version() == version
                        && loaded.proof().sha256().equals(sha256))
                .filter(LoadedVersion::tryRetain)
                .findFirst();
    }

    /** Lets a version go, if it is here. */
    void release(VersionProof proof) {
        LoadedVersion gone = copies.remove(proof);
        if (gone != null) {
            gone.release();
        }
    }

    /** Takes versions out and leaves it to the caller to release them. */
    Map<VersionProof, LoadedVersion> remove(Predicate<LoadedVersion> gone) {
        Map<VersionProof, LoadedVersion> removed = new HashMap<>(copies);
        removed.values().removeIf(gone.negate());
        copies.keySet().removeAll(removed.keySet());
        return removed;
    }

    void releaseAll() {
        copies.values().forEach(LoadedVersion::release);
        copies.clear();
    }
}
