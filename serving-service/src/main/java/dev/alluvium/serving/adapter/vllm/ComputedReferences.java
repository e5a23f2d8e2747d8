package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Generator;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.model.TokenAlternative;
import dev.alluvium.runtime.base.BaseException;
import dev.alluvium.serving.engine.LogprobDigest;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.serving.vllm.ProbeLogprobs;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computes what versions should compute, with the base and the adapter in this process. The fingerprint is the embedded one. */
final class ComputedReferences implements References {
    private static final int KEPT = 64;

    private final Function<String, BaseModel> bases;
    private final Map<String, Reference> known = new HashMap<>();

    /** @param bases gives a base by its configured name */
    ComputedReferences(Function<String, BaseModel> bases) {
        this.bases = bases;
    }

    @Override
    public synchronized Optional<Reference> of(String base, String sha256, @Nullable Path adapter, List<long[]> prompts)
            throws VersionRefusedException {
        String key = base + "\n" + sha256;
        Reference reference = known.get(key);
        if (reference == null) {
            reference = compute(base, adapter, prompts);
            if (known.size() >= KEPT) {
                known.clear();
            }
            known.put(key, reference);
        }
        return Optional.of(reference);
    }

    private Reference compute(String base, @Nullable Path adapter, List<long[]> prompts)
            throws VersionRefusedException {
        try {
            BaseModel model = bases.apply(base);
            try (LoadedAdapter version = adapter == null ? model.bare() : model.attach(PeftDirectory.read(adapter))) {
                List<Map<Long, Double>> figures = Generator.next(version, prompts, ProbeLogprobs.LISTED).stream()
                        .map(ComputedReferences::byToken)
                        .toList();
                return new Reference(new ProbeLogprobs(figures), LogprobDigest.of(version));
            }
        } catch (BaseException e) {
            throw new VersionRefusedException(Reason.UNREACHABLE, e.getMessage() + "", e);
        } catch (ModelException | UncheckedIOException e) {
            throw new VersionRefusedException(Reason.UNUSABLE, e.getMessage() + "", e);
        }
    }

    private static Map<Long, Double> byToken(List<TokenAlternative> likeliest) {
        return likeliest.stream().collect(Collectors.toMap(TokenAlternative::id, TokenAlternative::logprob));
    }

    @Override
    public Reference first(String base, String sha256, List<long[]> prompts, ProbeLogprobs seen) {
        throw new IllegalStateException("every version's figures can be computed");
    }
}
