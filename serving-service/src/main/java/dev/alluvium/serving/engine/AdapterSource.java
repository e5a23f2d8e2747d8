package dev.alluvium.serving.engine;

import dev.alluvium.contracts.object.ArtifactRef;
import java.nio.file.Path;

/** Where adapters come from. */
public interface AdapterSource {
    /**
     * A local PEFT directory whose weights have the digest that {@code adapter} names.
     *
     * @throws VersionRefusedException if the bytes cannot be had, or are others
     */
    Path fetch(ArtifactRef adapter) throws VersionRefusedException;
}
