package dev.alluvium.trainer.run;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.base.DirectoryCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches the adapter of the version that a run starts from. */
public final class ParentAdapters {
    private final DirectoryCache cache;

    public ParentAdapters(DirectoryCache cache) {
        this.cache = cache;
    }

    /**
     * The adapter of a reference. A copy that is damaged is fetched again.
     *
     * @throws IllegalStateException if it is missing or is not the one that was promoted
     */
    public synchronized Adapter read(ArtifactRef reference) {
        Path directory = fetch(reference);
        if (!sha256(directory).equals(reference.sha256())) {
            cache.drop(directory);
            directory = fetch(reference);
        }
        String sha256 = sha256(directory);
        if (!sha256.equals(reference.sha256())) {
            cache.drop(directory);
            throw new IllegalStateException(weights(reference) + " has the sha256 " + sha256 + " in place of "
                    + reference.sha256() + "; the object was changed: restore it, or roll back");
        }
        return PeftDirectory.read(directory);
    }

    private Path fetch(ArtifactRef reference) {
        return cache.fetch(reference.key())
                .orElseThrow(() -> new IllegalStateException(reference.uri() + " is missing"));
    }

    private static String weights(ArtifactRef reference) {
        String uri = reference.uri();
        return (uri.endsWith("/") ? uri : uri + "/") + PeftDirectory.WEIGHTS;
    }

    private static String sha256(Path directory) {
        try {
            return Digest.sha256(Files.readAllBytes(directory.resolve(PeftDirectory.WEIGHTS)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }
}
