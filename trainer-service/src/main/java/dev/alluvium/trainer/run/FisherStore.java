package dev.alluvium.trainer.run;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.model.Fisher;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The Fisher information that an attempt leaves beside its adapter, for the round that goes on from it. */
final class FisherStore {
    private static final String SUFFIX = ".safetensors";

    private final ObjectStore store;
    private final Path scratch;

    /** @param scratch a local directory for files on their way */
    FisherStore(ObjectStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** What lies beside an adapter; null where nothing does. */
    @Nullable Fisher beside(String adapter) {
        return store.get(ObjectKeys.fisher(adapter))
                .map(StoredObject::bytes)
                .map(bytes -> throughFile(file -> {
                    Files.write(file, bytes);
                    return Fisher.read(file);
                }))
                .orElse(null);
    }

    /** The bytes to put on record. */
    byte[] bytes(Fisher fisher) {
        return throughFile(file -> {
            fisher.write(file);
            return Files.readAllBytes(file);
        });
    }

    private interface FileUse<T> {
        T with(Path file) throws IOException;
    }

    private <T> T throughFile(FileUse<T> use) {
        try {
            Files.createDirectories(scratch);
            Path file = Files.createTempFile(scratch, "fisher-", SUFFIX);
            try {
                return use.with(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + scratch + "; is the disk full?", e);
        }
    }
}
