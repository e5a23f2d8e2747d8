package dev.alluvium.serving.adapter.store;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.base.DirectoryLimit;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.serving.engine.AdapterSource;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.settings.VllmConfig.ReadableBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Adapters by digest in a local directory, fetched from the object store once. What lies there is checked again at each
 * use, so neither the store nor the disk is trusted.
 */
public final class CachedAdapters implements AdapterSource {
    private final ObjectStore store;
    private final Path directory;
    private final ReadableBy readable;
    private final DirectoryLimit limit;
    private final Supplier<Set<String>> resident;

    /** Adapters that only their owner may read, as many as there are. */
    public CachedAdapters(ObjectStore store, Path directory) {
        this(store, directory, ReadableBy.OWNER, Long.MAX_VALUE, Set::of);
    }

    /**
     * A cache with a limit.
     *
     * @param readable who may read the adapters, as a server beside this process
     * @param most bytes of all adapters
     * @param resident digests of adapters that stay, whatever they take
     */
    public CachedAdapters(
            ObjectStore store, Path directory, ReadableBy readable, long most, Supplier<Set<String>> resident) {
        this.store = store;
        this.directory = directory;
        this.readable = readable;
        this.limit = new DirectoryLimit(directory, most);
        this.resident = resident;
    }

    @Override
    public synchronized Path fetch(ArtifactRef adapter) throws VersionRefusedException {
        Path local = directory.resolve(adapter.sha256());
        try {
            if (!intact(local, adapter)) {
                DirectoryLimit.delete(local);
                download(adapter, local);
            }
            limit.use(local);
            Set<String> staying = resident.get();
            limit.enforce(copy ->
                    copy.equals(local) || staying.contains(copy.getFileName().toString()));
            return local;
        } catch (StoreException e) {
            throw new VersionRefusedException(
                    Reason.UNREACHABLE, "cannot fetch " + adapter.uri() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new VersionRefusedException(
                    Reason.UNREACHABLE, "cannot write " + local + ": " + e.getMessage() + "; check the disk", e);
        }
    }

    private static boolean intact(Path local, ArtifactRef adapter) throws IOException {
        Path weights = local.resolve(PeftDirectory.WEIGHTS);
        return Files.isRegularFile(local.resolve(PeftDirectory.CONFIG))
                && Files.isRegularFile(weights)
                && Digest.sha256(Files.readAllBytes(weights)).equals(adapter.sha256());
    }

    private void download(ArtifactRef adapter, Path local) throws IOException, VersionRefusedException {
        byte[] weights = get(adapter, PeftDirectory.WEIGHTS);
        String found = Digest.sha256(weights);
        if (!found.equals(adapter.sha256())) {
            throw new VersionRefusedException(
                    Reason.WRONG_DIGEST,
                    file(adapter.uri(), PeftDirectory.WEIGHTS) + " has sha256 " + found + ", the registry names "
                            + adapter.sha256() + "; the object was changed: roll back, then look who wrote it",
                    null);
        }
        Path draft = LocalFiles.draftDirectory(directory);
        LocalFiles.write(draft.resolve(PeftDirectory.WEIGHTS), weights);
        LocalFiles.write(draft.resolve(PeftDirectory.CONFIG), get(adapter, PeftDirectory.CONFIG));
        LocalFiles.openToRead(draft, readable);
        Files.move(draft, local);
    }

    private byte[] get(ArtifactRef adapter, String file) throws VersionRefusedException {
        String key = file(adapter.key(), file);
        return store.get(key)
                .orElseThrow(() -> new VersionRefusedException(
                        Reason.UNREACHABLE, "the store has no " + key + "; restore it, or roll back", null))
                .bytes();
    }

    private static String file(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }
}
