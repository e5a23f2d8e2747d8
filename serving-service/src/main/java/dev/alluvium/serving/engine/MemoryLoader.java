package dev.alluvium.serving.engine;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.Generator;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.model.TokenListener;
import dev.alluvium.runtime.base.BaseException;
import dev.alluvium.serving.state.VersionProof;
import dev.alluvium.serving.state.VersionRefusal;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Loads versions into this process: fetched, checked, warmed up and fingerprinted. */
public final class MemoryLoader implements VersionLoader {
    private final Function<String, BaseModel> bases;
    private final AdapterSource adapters;

    /**
     * @param bases gives a base by its configured name
     */
    public MemoryLoader(Function<String, BaseModel> bases, AdapterSource adapters) {
        this.bases = bases;
        this.adapters = adapters;
    }

    @Override
    public LoadedVersion load(String base, DeployedVersion version) throws VersionRefusedException {
        ArtifactRef adapter = version.adapter();
        try {
            BaseModel model = bases.apply(base);
            LoadedAdapter attached =
                    adapter == null ? model.bare() : model.attach(PeftDirectory.read(adapters.fetch(adapter)));
            return new LoadedVersion(
                    new VersionProof(version.version(), adapter == null ? "" : adapter.sha256(), warmUp(attached)),
                    attached);
        } catch (BaseException e) {
            throw new VersionRefusedException(VersionRefusal.Reason.UNREACHABLE, e.getMessage() + "", e);
        } catch (ModelException | UncheckedIOException e) {
            throw new VersionRefusedException(VersionRefusal.Reason.UNUSABLE, e.getMessage() + "", e);
        }
    }

    /** The first answer pays for what is compiled and allocated lazily; users do not. */
    private static String warmUp(LoadedAdapter version) {
        try {
            long[] prompt = version.base().template().prompt(version.base().tokenizer(), "?");
            Generator.generate(version, prompt, GenerationOptions.greedy(1), TokenListener.none());
            return LogprobDigest.of(version);
        } catch (RuntimeException e) {
            version.close();
            throw e;
        }
    }
}
