package dev.alluvium.serving.engine;

import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.serving.state.VersionRefusal;
import java.util.Optional;

/** Brings versions to where they answer, and proves them there. Safe for threads. */
@FunctionalInterface
public interface VersionLoader {
    /**
     * Loads a version onto a base.
     *
     * @throws VersionRefusedException if the bytes cannot be had, are others than it names, or do not fit the base
     */
    LoadedVersion load(String base, DeployedVersion version) throws VersionRefusedException;

    /** Why the two cannot answer at the same time, as an experiment has them; empty where they can. */
    default Optional<VersionRefusal> together(DeployedVersion champion, DeployedVersion challenger) {
        return Optional.empty();
    }
}
