package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.text.FactKeyHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret under which personal fact names are hashed: {@code fact-names.key} in the trust directory, base64. It is made
 * if it is missing. All replicas need the same one, and a lost one gives such facts new names.
 */
public final class FactKeyFile {
    private static final String NAME = "fact-names.key";
    private static final int BYTES = 32;

    private FactKeyFile() {}

    /** Reads the secret, and makes one readable by its owner alone if there is none. */
    public static FactKeyHash read(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                make(file);
            }
            return new FactKeyHash(
                    Base64.getDecoder().decode(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    file + ": must hold at least " + BYTES + " bytes in base64; try openssl rand -base64 " + BYTES, e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh = Files.createTempFile(
                file.getParent(),
                NAME,
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(secret) + "\n");
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another process made it first: its secret is the one.
        } catch (UnsupportedOperationException e) {
            throw new UncheckedIOException(new IOException(file + ": the file system has no hard links", e));
        } finally {
            Files.delete(fresh);
        }
    }
}
