package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.base.DirectoryCache;
import dev.alluvium.runtime.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Brings adapters here, and loads none whose bytes or origin are not proved. */
final class AdapterFiles {
    private final DirectoryCache cache;
    private final Verifier verifier;

    AdapterFiles(ObjectStore store, Path directory, Verifier verifier) {
        this(store, directory, verifier, Long.MAX_VALUE);
    }

    /** @param most bytes that copies may take in {@code directory} */
    AdapterFiles(ObjectStore store, Path directory, Verifier verifier, long most) {
        this.cache = DirectoryCache.limited(store, directory, most);
        this.verifier = verifier;
    }

    /**
     * Loads an adapter. A copy that is damaged is fetched again.
     *
     * @throws SecurityException if its bytes differ from the reference, or nobody trusted states where it comes from
     */
    synchronized Adapter load(String model, ArtifactRef ref, Collection<Attestation> attestations) {
        if (attestations.stream().noneMatch(one -> states(one, model, ref))) {
            throw new SecurityException("adapter " + ref.sha256()
                    + " has no valid statement that it was trained or imported; is the trainer's public key here?");
        }
        String prefix = ref.key().endsWith("/") ? ref.key() : ref.key() + "/";
        Path directory = fetch(prefix);
        if (!isIntact(directory, ref)) {
            cache.drop(directory);
            directory = fetch(prefix);
        }
        if (!isIntact(directory, ref)) {
            cache.drop(directory);
            throw new SecurityException(prefix + PeftDirectory.WEIGHTS + " differs from its reference");
        }
        return PeftDirectory.read(directory);
    }

    private Path fetch(String prefix) {
        return cache.fetch(prefix).orElseThrow(() -> new IllegalStateException(prefix + " is not in the object store"));
    }

    private boolean states(Attestation attestation, String model, ArtifactRef ref) {
        boolean origin = attestation.statement() == Attestation.Statement.TRAINED
                || attestation.statement() == Attestation.Statement.IMPORTED;
        return origin
                && attestation.model().equals(model)
                && attestation.subject().equals(ref.sha256())
                && verifier.valid(attestation);
    }

    private static boolean isIntact(Path directory, ArtifactRef ref) {
        try {
            return Digest.sha256(Files.readAllBytes(directory.resolve(PeftDirectory.WEIGHTS)))
                    .equals(ref.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the adapter at " + ref.key(), e);
        }
    }
}
