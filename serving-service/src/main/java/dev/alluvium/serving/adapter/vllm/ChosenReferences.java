package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.vllm.ProbeLogprobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Computes what this process can hold the base of, and takes the first server's word for the rest.
 *
 * @param computes whether a base is held here, by its configured name
 */
record ChosenReferences(Predicate<String> computes, References computed, References observed) implements References {
    @Override
    public Optional<Reference> of(String base, String sha256, @Nullable Path adapter, List<long[]> prompts)
            throws VersionRefusedException {
        return at(base).of(base, sha256, adapter, prompts);
    }

    @Override
    public Reference first(String base, String sha256, List<long[]> prompts, ProbeLogprobs seen) {
        return at(base).first(base, sha256, prompts, seen);
    }

    private References at(String base) {
        return computes.test(base) ? computed : observed;
    }
}
