package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.vllm.ProbeLogprobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What versions compute by another word than that of the server that is to prove them. */
interface References {
    /**
     * One version's figures.
     *
     * @param fingerprint the same wherever the same version is proved by the same reference
     */
    record Reference(ProbeLogprobs figures, String fingerprint) {}

    /**
     * What a version should compute; empty if that is not known before it was loaded once.
     *
     * @param sha256 of the adapter; empty for the base
     * @param adapter its directory; null for the base
     */
    Optional<Reference> of(String base, String sha256, @Nullable Path adapter, List<long[]> prompts)
            throws VersionRefusedException;

    /** Takes what the first server computed with a version as what it should compute. */
    Reference first(String base, String sha256, List<long[]> prompts, ProbeLogprobs seen);
}
