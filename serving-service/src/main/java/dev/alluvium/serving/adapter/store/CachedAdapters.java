package dev.alluvium.serving.adapter.store;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.serving.engine.AdapterSource;
import dev.alluvium.serving.engine.RefusedException;
import dev.alluvium.serving.state.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adapters by digest in a local directory, fetched from the object store once. What lies there is checked again at each
 * use, so neither the store nor the disk is trusted.
 */
public final class CachedAdapters implements AdapterSource {
    private static final int KEPT = 8;

    private final ObjectStore store;
    private final Path directory;
    private final boolean shared;

    public CachedAdapters(ObjectStore store, Path directory) {
        this(store, directory, false);
    }

    private CachedAdapters(ObjectStore store, Path directory, boolean shared) {
        this.store = store;
        this.directory = directory;
        this.shared = shared;
    }

    /** Adapters that other users of the machine may read, as a server beside this process. */
    public static CachedAdapters shared(ObjectStore store, Path directory) {
        return new CachedAdapters(store, directory, true);
    }

    @Override
    public synchronized Path fetch(ArtifactRef adapter) throws RefusedException {
        Path local = directory.resolve(adapter.sha256());
        try {
            if (!intact(local, adapter)) {
                LocalFiles.deleteDirectory(local);
                download(adapter, local);
            }
            Files.setLastModifiedTime(local, FileTime.from(Instant.now()));
            prune();
            return local;
        } catch (StoreException e) {
            throw new RefusedException(Reason.UNREACHABLE, "cannot fetch " + adapter.uri() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.UNREACHABLE, "cannot write " + local + ": " + e.getMessage() + "; check the disk", e);
        }
    }

    private static boolean intact(Path local, ArtifactRef adapter) throws IOException {
        Path weights = local.resolve(PeftDirectory.WEIGHTS);
        return Files.isRegularFile(local.resolve(PeftDirectory.CONFIG))
                && Files.isRegularFile(weights)
                && Digest.sha256(Files.readAllBytes(weights)).equals(adapter.sha256());
    }

    private void download(ArtifactRef adapter, Path local) throws IOException, RefusedException {
        byte[] weights = get(adapter, PeftDirectory.WEIGHTS);
        String found = Digest.sha256(weights);
        if (!found.equals(adapter.sha256())) {
            throw new RefusedException(
                    Reason.WRONG_DIGEST,
                    adapter.uri() + " has sha256 " + found + ", the registry names " + adapter.sha256()
                            + "; the object was changed: roll back, then look who wrote it",
                    null);
        }
        Path draft = LocalFiles.draftDirectory(directory);
        LocalFiles.write(draft.resolve(PeftDirectory.WEIGHTS), weights);
        LocalFiles.write(draft.resolve(PeftDirectory.CONFIG), get(adapter, PeftDirectory.CONFIG));
        if (shared) {
            LocalFiles.openToRead(draft);
        }
        Files.move(draft, local);
    }

    private byte[] get(ArtifactRef adapter, String file) throws RefusedException {
        String key = adapter.key().endsWith("/") ? adapter.key() : adapter.key() + "/";
        return store.get(key + file)
                .orElseThrow(() -> new RefusedException(
                        Reason.UNREACHABLE, "the store has no " + key + file + "; restore it, or roll back", null))
                .bytes();
    }

    private void prune() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> oldestLast = all.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(LocalFiles::lastModified).reversed())
                    .toList();
            for (Path old : oldestLast.subList(Math.min(KEPT, oldestLast.size()), oldestLast.size())) {
                LocalFiles.deleteDirectory(old);
            }
        }
    }
}
