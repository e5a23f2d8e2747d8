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
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Copies an object to a file a piece at a time; what an earlier copy left of the same object is kept and continued. */
final class ObjectCopy {
    private static final int PIECE = 16 << 20;

    private final ObjectStore store;

    ObjectCopy(ObjectStore store) {
        this.store = store;
    }

    /**
     * Makes {@code file} the object's bytes.
     *
     * @param file absent, or the beginning of the object in this state
     * @return the file's SHA-256
     */
    String copy(String key, ObjectInfo object, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file) && Files.size(file) > object.bytes()) {
            Files.delete(file);
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long from = Files.size(file); from < object.bytes(); ) {
                int length = (int) Math.min(PIECE, object.bytes() - from);
                byte[] piece = store.range(key, object.etag(), from, length)
                        .filter(bytes -> bytes.length == length)
                        .orElseThrow(() -> new BaseException(key + " changed while it was copied; try again"));
                out.write(piece);
                from += length;
            }
        }
        return sha256(file);
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Digest.newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
