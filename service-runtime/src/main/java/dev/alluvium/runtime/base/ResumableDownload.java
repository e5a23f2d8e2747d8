package dev.alluvium.runtime.base;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Downloads an object to a file in pieces; an interrupted download of the same object is continued. */
final class ResumableDownload {
    private final ObjectStore store;
    private final int piece;

    /** @param piece the most bytes asked for at once */
    ResumableDownload(ObjectStore store, int piece) {
        this.store = store;
        this.piece = piece;
    }

    /**
     * Makes {@code file} the object's bytes.
     *
     * @param file absent, or the beginning of the object in this state
     * @return the file's SHA-256
     */
    String copy(String key, ObjectInfo object, Path file) throws IOException {
        PrivateFiles.directories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        if (Files.exists(file) && Files.size(file) > object.bytes()) {
            Files.delete(file);
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            PrivateFiles.close(file);
            for (long from = Files.size(file); from < object.bytes(); ) {
                int length = (int) Math.min(piece, object.bytes() - from);
                byte[] bytes = store.range(key, object.etag(), from, length)
                        .filter(found -> found.length == length)
                        .orElseThrow(() -> new BaseException(key + " changed while it was copied; try again"));
                out.write(bytes);
                from += length;
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.sha256(in);
        }
    }
}
